package io.coffer.storage;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * Which machines Coffer calls on behalf of whoever sets the endpoint. A cloud's metadata
 * service hands out credentials to any program of the machine, so it is never called.
 * Every connection resolves its host here and goes to no other address, so that a name
 * that changes between two looks leads nowhere (<a href=
 * "https://owasp.org/www-community/attacks/Server_Side_Request_Forgery">server-side
 * request forgery</a>).
 */
@Component
class AddressRules implements DnsResolver {

	private static final Set<String> METADATA_NAMES = Set.of("metadata", "metadata.google.internal", "metadata.goog",
			"metadata.tencentyun.com", "metadata.azure.internal", "instance-data", "instance-data.ec2.internal");

	/**
	 * Link-local addresses and metadata services, multicast, and what is no address of a
	 * host; also where NAT64 (RFC 6052) and 6to4 (RFC 3056) carry a link-local one.
	 */
	private static final List<Network> NEVER = any("169.254.0.0/16", "100.100.100.200", "168.63.129.16", "fe80::/10",
			"fd00:ec2::254", "64:ff9b::a9fe:0/112", "64:ff9b::6464:64c8", "2002:a9fe::/32", "224.0.0.0/3", "ff00::/8");

	/**
	 * This machine and its own networks: RFC 1918, RFC 6598, RFC 4193, and the
	 * unspecified address, which leads to this machine.
	 */
	private static final List<Network> PRIVATE = any("0.0.0.0/8", "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12",
			"192.168.0.0/16", "100.64.0.0/10", "::/96", "fc00::/7", "fec0::/10", "64:ff9b::/96", "2002::/16");

	private final boolean privateNetworks;

	AddressRules(EndpointProperties properties) {
		this.privateNetworks = properties.privateNetworks() == EndpointProperties.Access.ALLOW;
	}

	/**
	 * Refuses a host that must not be called; one that does not resolve is left to the
	 * call.
	 * @throws ProblemException {@link ProblemType#ENDPOINT_FORBIDDEN}
	 */
	void refuseForbidden(String host) {
		try {
			resolve(host);
		}
		catch (ForbiddenAddressException ex) {
			throw ex.problem();
		}
		catch (UnknownHostException ex) {
			// says nothing about where it will lead
		}
	}

	@Override
	public InetAddress[] resolve(String host) throws UnknownHostException {
		if (METADATA_NAMES.contains(host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""))) {
			throw new ForbiddenAddressException();
		}
		InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
		for (InetAddress address : addresses) {
			if (isIn(NEVER, address) || (!this.privateNetworks && isIn(PRIVATE, address))) {
				throw new ForbiddenAddressException();
			}
		}
		return addresses;
	}

	@Override
	public String resolveCanonicalHostname(String host) throws UnknownHostException {
		return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
	}

	private static List<Network> any(String... networks) {
		return Stream.of(networks).map(Network::new).toList();
	}

	private static boolean isIn(List<Network> networks, InetAddress address) {
		return networks.stream().anyMatch((network) -> network.contains(address));
	}

	/** A matcher that is asked about addresses of its own family only. */
	private record Network(IpAddressMatcher matcher, boolean ipv6) {

		Network(String cidr) {
			this(new IpAddressMatcher(cidr), cidr.contains(":"));
		}

		boolean contains(InetAddress address) {
			return this.ipv6 == address instanceof Inet6Address
					&& this.matcher.matches(address.getHostAddress().replaceFirst("%.*", ""));
		}

	}

	/** A host that must not be called; it counts as one that does not resolve. */
	static final class ForbiddenAddressException extends UnknownHostException {

		ProblemException problem() {
			return new ProblemException(ProblemType.ENDPOINT_FORBIDDEN,
					"The endpoint leads to an address that Coffer does not call.", this)
				.hint("Link-local and metadata addresses are never called; private ones only while "
						+ "coffer.endpoints.private-networks is \"allow\".");
		}

	}

}
