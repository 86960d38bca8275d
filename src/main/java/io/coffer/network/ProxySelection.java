package io.coffer.network;

import io.coffer.network.AddressPolicy.ForbiddenAddressException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * The proxies that the machine names: {@code https.proxyHost} and {@code HTTPS_PROXY} for
 * https, {@code http.proxyHost} and {@code HTTP_PROXY} for http. None is used for what is
 * on this machine, so that a proxy meant for the internet never gets the backups of the
 * store beside Coffer.
 */
@Component
public class ProxySelection {

	private static final Logger logger = LoggerFactory.getLogger(ProxySelection.class);

	/** Values by their names, of which most are not set. */
	@FunctionalInterface
	public interface Settings {

		@Nullable String get(String name);

	}

	private static final Set<String> SPOKEN = Set.of("http", "https");

	private final Settings environment;

	private final Settings properties;

	private final Optional<HttpProxy> ofHttp;

	private final Optional<HttpProxy> ofHttps;

	private final NoProxyHosts exceptions;

	@Autowired
	public ProxySelection() {
		this(System::getenv, System::getProperty);
	}

	public ProxySelection(Settings environment, Settings properties) {
		this.environment = environment;
		this.properties = properties;
		this.ofHttp = named("http");
		this.ofHttps = named("https");
		this.exceptions = new NoProxyHosts(variable("no_proxy"), properties.get("http.nonProxyHosts"));
	}

	/**
	 * The proxy that calls of a URL go through, or nothing if they go straight. A host
	 * that must not be called gets none: connecting to it is refused.
	 * @param rules by which hosts are looked up; one that does not resolve here may for
	 * the proxy
	 */
	public Optional<HttpProxy> to(URI url, AddressPolicy rules) {
		Optional<HttpProxy> named = url.getScheme().equalsIgnoreCase("https") ? this.ofHttps : this.ofHttp;
		return named.filter((proxy) -> isElsewhere(url, rules));
	}

	private boolean isElsewhere(URI url, AddressPolicy rules) {
		String host = url.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$|\\.$", "");
		try {
			List<InetAddress> addresses = List.of(rules.resolve(host));
			return !isLocalName(host) && !areHere(addresses) && !this.exceptions.contain(host, port(url), addresses);
		}
		catch (ForbiddenAddressException ex) {
			return false;
		}
		catch (UnknownHostException ex) {
			return !isLocalName(host) && !this.exceptions.contain(host, port(url), List.of());
		}
	}

	private static boolean isLocalName(String host) {
		return host.equals("localhost") || host.endsWith(".localhost");
	}

	private static boolean areHere(List<InetAddress> addresses) {
		return addresses.stream().allMatch((address) -> address.isLoopbackAddress() || address.isAnyLocalAddress());
	}

	private static int port(URI url) {
		return (url.getPort() >= 0) ? url.getPort() : url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
	}

	private Optional<HttpProxy> named(String scheme) {
		@Nullable String host = this.properties.get(scheme + ".proxyHost");
		if (host != null && !host.isBlank()) {
			return Optional.of(ofProperties(scheme, host.strip()));
		}
		String name = scheme + "_proxy";
		@Nullable String url = variable(name);
		return (url != null) ? ofVariable(name.toUpperCase(Locale.ROOT), url) : Optional.empty();
	}

	private HttpProxy ofProperties(String scheme, String host) {
		@Nullable String port = this.properties.get(scheme + ".proxyPort");
		int usual = scheme.equals("https") ? 443 : 80;
		return new HttpProxy("http", withoutBrackets(host),
				(port != null && port.matches("\\d{1,5}")) ? Integer.parseInt(port) : usual,
				this.properties.get(scheme + ".proxyUser"), this.properties.get(scheme + ".proxyPassword"),
				scheme + ".proxyHost");
	}

	/** The scheme may be missing, and is then http. The port may be as well. */
	private static Optional<HttpProxy> ofVariable(String name, String value) {
		try {
			URI url = URI.create(value.contains("://") ? value : "http://" + value);
			String scheme = url.getScheme().toLowerCase(Locale.ROOT);
			if (url.getHost() == null || !SPOKEN.contains(scheme)) {
				throw new IllegalArgumentException("No such proxy");
			}
			String[] user = (url.getRawUserInfo() != null) ? url.getRawUserInfo().split(":", 2) : new String[0];
			return Optional.of(new HttpProxy(scheme, withoutBrackets(url.getHost()), port(url),
					(user.length > 0) ? decoded(user[0]) : null,
					(user.length > 0) ? decoded((user.length > 1) ? user[1] : "") : null, name));
		}
		catch (IllegalArgumentException ex) {
			logger.warn("{} names no proxy that Coffer can use, such as http://proxy.example.org:3128; none is used",
					name);
			return Optional.empty();
		}
	}

	private static String withoutBrackets(String host) {
		return host.replaceAll("[\\[\\]]", "");
	}

	private static String decoded(String text) {
		return UriUtils.decode(text, StandardCharsets.UTF_8);
	}

	/** As curl reads them: in either case, the lower one first; blank is not set. */
	private @Nullable String variable(String lowerCase) {
		for (String name : List.of(lowerCase, lowerCase.toUpperCase(Locale.ROOT))) {
			@Nullable String value = this.environment.get(name);
			if (value != null && !value.isBlank()) {
				return value.strip();
			}
		}
		return null;
	}

}
