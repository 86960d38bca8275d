package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.network.AddressPolicy;
import io.coffer.network.EndpointProperties;
import io.coffer.network.EndpointProperties.Access;
import io.coffer.network.ProxySelection;
import io.coffer.probes.BucketProbes;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.Addressing;
import io.coffer.providers.Provider;
import io.coffer.providers.S3Settings;
import io.coffer.testing.ForwardProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of a host that only a proxy knows. */
abstract class ProxyContract {

	/** Of the user "me" with the password "p@ss". */
	private static final String CREDENTIALS = "Basic bWU6cEBzcw==";

	private WireRecorder store;

	private ForwardProxy proxy;

	/** What secures the connection, or null for none. */
	abstract @Nullable SSLContext tls();

	/** What the proxy is asked for at the beginning of each connection. */
	abstract String asked(int port);

	@BeforeEach
	void aProxyStandsBeforeTheStore() {
		this.store = new WireRecorder(tls());
		this.proxy = new ForwardProxy(this.store.port(), CREDENTIALS);
	}

	@AfterEach
	void closeThem() throws IOException {
		this.proxy.close();
		this.store.close();
	}

	/** The proxy itself may be anywhere: the machine names it, not the settings. */
	@Test
	void everyCallGoesThroughTheProxyThatTheMachineNames() throws IOException {
		try (Bucket bucket = bucket("me:p%40ss@", Access.DENY)) {
			new BucketProbes(bucket).resolve();
			EveryCall.of(bucket);
			new BucketProbes(bucket).anonymousClient().send("GET", bucket.url("a.zip"), Map.of());

			assertThat(new BucketProbes(bucket).proxy().orElse(""))
				.startsWith("http://127.0.0.1:" + this.proxy.port() + " (HTTP")
				.doesNotContain("me", "p@ss", "p%40ss");
		}
		assertThat(this.proxy.heads()).isNotEmpty()
			.allSatisfy((head) -> assertThat(head).contains(asked(this.store.port()))
				.contains("Proxy-Authorization: " + CREDENTIALS));
		assertThat(this.store.requests()).hasSizeGreaterThan(10);
	}

	@Test
	void aProxyThatLetsNoCallThroughIsNamedInTheHint() throws IOException {
		try (Bucket bucket = bucket("", Access.ALLOW)) {
			isNamed(bucket);
		}
		this.proxy.close();
		try (Bucket bucket = bucket("", Access.ALLOW)) {
			isNamed(bucket);
		}
		assertThat(this.store.requests()).isEmpty();
	}

	/** Devices read hints too, and may not know where the proxy is. */
	private void isNamed(Bucket bucket) {
		for (Runnable call : List.<Runnable>of(bucket::ping, () -> bucket.head("a.zip"))) {
			assertThatExceptionOfType(ProblemException.class).isThrownBy(call::run)
				.satisfies((problem) -> assertThat(problem.hint()).contains("_PROXY", "NO_PROXY")
					.doesNotContain("127.0.0.1"));
		}
	}

	@Test
	void anAddressThatMustNotBeCalledIsNotAskedOfTheProxyEither() {
		URI forbidden = URI.create(((tls() != null) ? "https" : "http") + "://10.1.2.3:" + this.store.port());
		try (Bucket bucket = StorageAlone.with(new AddressPolicy(new EndpointProperties(Access.DENY)), proxies(""))
			.open(settings(forbidden))) {
			assertThatExceptionOfType(ProblemException.class).isThrownBy(bucket::ping)
				.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.ENDPOINT_FORBIDDEN));
		}
		assertThat(this.proxy.heads()).isEmpty();
	}

	private Bucket bucket(String user, Access privateNetworks) {
		AddressPolicy rules = new AddressPolicy(new EndpointProperties(privateNetworks)) {
			@Override
			public InetAddress[] resolve(String host) throws UnknownHostException {
				if (host.endsWith("store.test")) {
					throw new UnknownHostException(host);
				}
				return super.resolve(host);
			}
		};
		URI endpoint = URI.create(((tls() != null) ? "https" : "http") + "://store.test:" + this.store.port());
		return StorageAlone.with(rules, proxies(user)).open(settings(endpoint));
	}

	private ProxySelection proxies(String user) {
		String url = "http://" + user + "127.0.0.1:" + this.proxy.port();
		ProxySelection.Settings variables = (name) -> name.matches("HTTPS?_PROXY") ? url : null;
		return new ProxySelection(variables, (name) -> null);
	}

	private static S3Settings settings(URI endpoint) {
		return new S3Settings(endpoint, "us-east-1", "backups", "key", "secret", "laptop/", Addressing.PATH, null,
				Provider.GENERIC);
	}

}
