package io.coffer.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * A range of addresses, or a single one. It is asked about addresses of its own family
 * only.
 */
record AddressRange(IpAddressMatcher matcher, boolean ipv6) {

	/**
	 * Reads an address or a range, such as {@code 10.0.0.0/8}.
	 * @throws IllegalArgumentException if the text is neither
	 */
	AddressRange(String cidr) {
		this(new IpAddressMatcher(cidr), cidr.contains(":"));
	}

	boolean contains(InetAddress address) {
		return this.ipv6 == address instanceof Inet6Address
				&& this.matcher.matches(address.getHostAddress().replaceFirst("%.*", ""));
	}

}
