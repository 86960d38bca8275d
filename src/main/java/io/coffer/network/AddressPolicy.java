package io.coffer.network;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.stereotype.Component;

/**
 * Which machines Coffer calls for the one who sets the endpoint. A cloud's metadata
 * service hands out credentials to any program of the machine, so it is never called.
 * Every connection resolves its host here and goes to no other address, so that a name
 * that changes between two looks leads nowhere (<a href=
 * "https://owasp.org/www-community/attacks/Server_Side_Request_Forgery">server-side
 * request forgery</a>).
 */
@Component
public class AddressPolicy implements DnsResolver {

	private static final Set<String> METADATA_NAMES = Set.of("metadata", "metadata.google.internal", "metadata.goog",
			"metadata.tencentyun.com", "metadata.azure.internal", "metadata.platformequinix.com", "instance-data",
			"instance-data.ec2.internal");

	/**
	 * Link-local addresses, where most clouds have their metadata service, those of the
	 * others by IPv4 (Alibaba, Azure, Oracle, Volcengine) and by IPv6 (all of AWS' own,
	 * Google, Oracle, Scaleway, Akamai, Alibaba), multicast, and what is no address of a
	 * host.
	 */
	private static final List<AddressRange> NEVER = any("169.254.0.0/16", "100.100.100.200", "168.63.129.16",
			"192.0.0.192", "100.96.0.96", "fe80::/10", "fd00:ec2::/32", "fd20:ce::254", "fd00:c1::a9fe:a9fe",
			"fd00:42::42", "fd00:a9fe:a9fe::1", "fd00:100::100:200", "224.0.0.0/3", "ff00::/8");

	/**
	 * This machine and its own networks: RFC 1918, RFC 6598, RFC 4193, the local NAT64 of
	 * RFC 8215, and the unspecified address, which leads to this machine.
	 */
	private static final List<AddressRange> PRIVATE = any("0.0.0.0/8", "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12",
			"192.168.0.0/16", "100.64.0.0/10", "::/96", "fc00::/7", "fec0::/10", "64:ff9b::/96", "64:ff9b:1::/48",
			"2002::/16");

	private final boolean privateNetworks;

	public AddressPolicy(EndpointProperties properties) {
		this.privateNetworks = properties.privateNetworks() == EndpointProperties.Access.ALLOW;
	}

	/**
	 * Refuses a host that must not be called; one that does not resolve is left to the
	 * call.
	 * @throws ProblemException {@link ProblemType#ENDPOINT_FORBIDDEN}
	 */
	public void refuseForbidden(String host) {
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
			if (isForbidden(address) || Ipv4InIpv6.of(address).stream().anyMatch(this::isForbidden)) {
				throw new ForbiddenAddressException();
			}
		}
		return addresses;
	}

	private boolean isForbidden(InetAddress address) {
		return isIn(NEVER, address) || (!this.privateNetworks && isIn(PRIVATE, address));
	}

	@Override
	public String resolveCanonicalHostname(String host) throws UnknownHostException {
		return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
	}

	private static List<AddressRange> any(String... networks) {
		return Stream.of(networks).map(AddressRange::new).toList();
	}

	private static boolean isIn(List<AddressRange> networks, InetAddress address) {
		return networks.stream().anyMatch((network) -> network.contains(address));
	}

	/** A host that must not be called; it counts as one that does not resolve. */
	public static final class ForbiddenAddressException extends UnknownHostException {

		public ProblemException problem() {
			return new ProblemException(ProblemType.ENDPOINT_FORBIDDEN,
					"The endpoint leads to an address that Coffer does not call.", this)
				.hint("Link-local and metadata addresses are never called; private ones only while "
						+ "coffer.endpoints.private-networks is \"allow\".");
		}

	}

}
