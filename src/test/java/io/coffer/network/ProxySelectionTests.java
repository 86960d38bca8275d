package io.coffer.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.network.EndpointProperties.Access;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySelectionTests {

	private static final String PROXY = "http://proxy.test:3128";

	/** No name resolves but two, so that no test asks the network. */
	private final AddressPolicy addresses = new AddressPolicy(new EndpointProperties(Access.ALLOW)) {
		@Override
		public InetAddress[] resolve(String host) throws UnknownHostException {
			return switch (host) {
				case "here.test" -> super.resolve("127.0.0.1");
				case "inside.test" -> super.resolve("10.1.2.3");
				default -> {
					if (!host.matches("[0-9.]+|.*:.*")) {
						throw new UnknownHostException(host);
					}
					yield super.resolve(host);
				}
			};
		}
	};

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1:9090", "https://127.1.2.3", "http://[::1]:9000", "http://localhost:9000",
			"http://LOCALHOST.", "http://store.localhost", "http://here.test", "http://0.0.0.0:9000",
			"http://[::ffff:127.0.0.1]" })
	void whatIsOnThisMachineIsCalledStraight(URI url) {
		assertThat(to(url, Map.of("HTTP_PROXY", PROXY, "HTTPS_PROXY", PROXY))).isNull();
		assertThat(to(url, Map.of("http.proxyHost", "proxy.test", "https.proxyHost", "proxy.test"))).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "https://s3.test, HTTPS_PROXY", "https://s3.test, https_proxy", "http://s3.test, HTTP_PROXY",
			"http://s3.test, http_proxy" })
	void theVariableOfTheSchemeCounts(URI url, String variable) {
		HttpProxy proxy = to(url, Map.of(variable, PROXY));

		assertThat(proxy).hasToString(PROXY + " (" + url.getScheme().toUpperCase(Locale.ROOT) + "_PROXY)");
		assertThat(to(URI.create(url.toString().replace("http", "x").replace("xs:", "http:").replace("x:", "https:")),
				Map.of(variable, PROXY)))
			.isNull();
	}

	@Test
	void propertiesOfJavaComeFirst() {
		Map<String, String> settings = Map.of("https.proxyHost", "java.test", "https.proxyPort", "8080", "HTTPS_PROXY",
				PROXY, "https.proxyUser", "me", "https.proxyPassword", "secret");

		HttpProxy proxy = to(URI.create("https://s3.test"), settings);

		assertThat(proxy).isEqualTo(new HttpProxy("http", "java.test", 8080, "me", "secret", "https.proxyHost"));
		assertThat(proxy).hasToString("http://java.test:8080 (https.proxyHost)");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "http://proxy.test:3128, http, proxy.test, 3128, -, -",
					"proxy.test:3128, http, proxy.test, 3128, -, -", "http://proxy.test/, http, proxy.test, 80, -, -",
					"https://proxy.test, https, proxy.test, 443, -, -",
					"http://[2001:db8::1]:3128, http, 2001:db8::1, 3128, -, -",
					"http://me:p%40ss%3A%2F@proxy.test:3128, http, proxy.test, 3128, me, p@ss:/",
					"http://me@proxy.test:3128, http, proxy.test, 3128, me, ''" })
	void aVariableIsReadAsPeopleWriteIt(String value, String scheme, String host, int port, @Nullable String user,
			@Nullable String password) {
		HttpProxy proxy = to(URI.create("https://s3.test"), Map.of("HTTPS_PROXY", value));

		assertThat(proxy).isEqualTo(new HttpProxy(scheme, host, port, user, password, "HTTPS_PROXY"));
		assertThat(String.valueOf(proxy)).doesNotContain("p@ss", "p%40ss", "me");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "socks5://proxy.test:1080", "not a url", "http://", "http://me:p@ss@proxy:1:2" })
	void whatNamesNoProxyIsNone(String value) {
		assertThat(to(URI.create("https://s3.test"), Map.of("HTTPS_PROXY", value))).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "s3.example.org | https://s3.example.org",
			"example.org | https://s3.example.org", ".example.org | https://s3.example.org",
			".example.org | https://example.org", "*.example.org | https://s3.example.org",
			"EXAMPLE.ORG | https://b.s3.Example.org", "* | https://s3.test",
			"a.test, .example.org ,b.test | https://s3.example.org", "a.test .example.org | https://s3.example.org",
			"s3.example.org:9000 | http://s3.example.org:9000", "s3.example.org:443 | https://s3.example.org",
			"s3.example.org:80 | http://s3.example.org", ".example.org:9000 | http://s3.example.org:9000",
			"10.1.2.3 | http://10.1.2.3:9000", "10.0.0.0/8 | http://10.1.2.3:9000",
			"10.1.2.3:9000 | http://10.1.2.3:9000", "10.0.0.0/8 | http://inside.test", "10.1.2.3 | http://inside.test",
			"fd00::/8 | http://[fd12::1]:9000", "[fd12::1] | http://[fd12::1]:9000", "fd12::1 | http://[fd12::1]:9000",
			"[fd12::1]:9000 | http://[fd12::1]:9000", "192.168.0.0/16,.internal | https://minio.internal" })
	void aHostThatNoProxyNamesIsCalledStraight(String noProxy, URI url) {
		Map<String, String> proxies = Map.of("HTTP_PROXY", PROXY, "HTTPS_PROXY", PROXY);

		assertThat(to(url, and(proxies, "NO_PROXY", noProxy))).isNull();
		assertThat(to(url, and(proxies, "no_proxy", noProxy))).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "example.org | https://notexample.org",
			"example.org | https://example.org.test", ".example.org | https://example.com",
			"s3.example.org | https://example.org", "s3.example.org:9000 | https://s3.example.org",
			"10.0.0.0/8 | http://11.1.2.3", "10.0.0.0/33 | http://10.1.2.3", "fd00::/8 | http://10.1.2.3",
			"192.168.0.0/16 | http://inside.test", "10.1.2.3:80 | http://10.1.2.3:9000", "[ | https://s3.example.org" })
	void anyOtherHostIsNot(String noProxy, URI url) {
		assertThat(to(url, Map.of("HTTP_PROXY", PROXY, "HTTPS_PROXY", PROXY, "NO_PROXY", noProxy))).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "*.example.org|a.test, https://s3.example.org, true", "10.*|a.test, http://10.1.2.3, true",
			"a.test|s3.*, https://s3.example.org, true", "example.org, https://s3.example.org, false",
			"s3+example.org, https://s3.example.org, false" })
	void javasOwnListIsReadAsWell(String hosts, URI url, boolean straight) {
		Map<String, String> settings = Map.of("HTTP_PROXY", PROXY, "HTTPS_PROXY", PROXY, "http.nonProxyHosts", hosts);

		assertThat(to(url, settings) == null).isEqualTo(straight);
	}

	/** Without a proxy connecting is refused; a proxy would connect. */
	@Test
	void whatMustNotBeCalledIsNotLeftToAProxy() {
		assertThat(to(URI.create("http://169.254.169.254"), Map.of("HTTP_PROXY", PROXY))).isNull();
	}

	private @Nullable HttpProxy to(URI url, Map<String, String> settings) {
		return new ProxySelection(settings::get, settings::get).to(url, this.addresses).orElse(null);
	}

	private static Map<String, String> and(Map<String, String> settings, String name, String value) {
		Map<String, String> more = new HashMap<>(settings);
		more.put(name, value);
		return more;
	}

}
