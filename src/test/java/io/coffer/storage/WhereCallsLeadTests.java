package io.coffer.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpHandler;
import io.coffer.network.AddressPolicy;
import io.coffer.network.EndpointProperties;
import io.coffer.network.EndpointProperties.Access;
import io.coffer.probes.AnonymousResponse;
import io.coffer.probes.BucketProbes;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.testing.StandInStore;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls go to the endpoint, if Coffer may call that, and nowhere else. */
class WhereCallsLeadTests {

	private final StandInStore store = new StandInStore();

	@AfterEach
	void theStoreIsClosed() {
		this.store.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://169.254.169.254", "http://100.100.100.200", "http://[fd00:ec2::254]",
			"http://metadata.google.internal", "http://[::ffff:169.254.169.254]" })
	void aMetadataServiceIsRefusedWhenItIsConnectedTo(URI endpoint) {
		try (Bucket bucket = bucketAt(endpoint, StorageAlone.usualRules())) {
			isForbidden(bucket::ping);
			isForbidden(() -> new BucketProbes(bucket).anonymousClient().send("GET", bucket.url("a.zip"), Map.of()));
		}
	}

	@Test
	void aNameThatLeadsElsewhereFromOneLookToTheNextLeadsNowhere() {
		AtomicInteger looks = new AtomicInteger();
		AddressPolicy changing = new AddressPolicy(new EndpointProperties(Access.ALLOW)) {
			@Override
			public InetAddress[] resolve(String host) throws UnknownHostException {
				return super.resolve((looks.getAndIncrement() == 0) ? "127.0.0.1" : "169.254.169.254");
			}
		};
		URI endpoint = URI.create("http://store.test:" + this.store.settings().endpoint().getPort());
		try (Bucket bucket = bucketAt(endpoint, changing)) {
			assertThatCode(new BucketProbes(bucket)::resolve).doesNotThrowAnyException();

			isForbidden(bucket::ping);
		}
		assertThat(this.store.requests()).isEmpty();
	}

	@Test
	void aPrivateNetworkIsRefusedWhereItIsForbidden() {
		AddressPolicy strict = new AddressPolicy(new EndpointProperties(Access.DENY));
		try (Bucket bucket = bucketAt(this.store.settings().endpoint(), strict)) {
			everyCall(bucket).forEach(WhereCallsLeadTests::isForbidden);
		}
		assertThat(this.store.requests()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void aRedirectIsNotFollowed(int status) {
		try (StandInStore other = new StandInStore();
				Bucket bucket = bucketAt(this.store.settings().endpoint(), StorageAlone.usualRules())) {
			HttpHandler redirect = (exchange) -> {
				exchange.getResponseHeaders()
					.set("Location", other.settings().endpoint() + exchange.getRequestURI().toString());
				exchange.sendResponseHeaders(status, -1);
			};
			List.of("PUT", "HEAD", "GET", "DELETE", "LIST").forEach((kind) -> this.store.answer(kind, redirect));

			everyCall(bucket).forEach((call) -> assertThatExceptionOfType(ProblemException.class).isThrownBy(call));
			this.store.answer("HEAD", this.store::behave);
			assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> store(bucket));
			AnonymousResponse answer = new BucketProbes(bucket).anonymousClient()
				.send("GET", bucket.url("a.zip"), Map.of());

			assertThat(answer.status()).isEqualTo(status);
			assertThat(this.store.requests()).contains("PUT", "HEAD", "GET", "DELETE", "LIST");
			assertThat(other.requests()).isEmpty();
		}
	}

	private static List<ThrowingCallable> everyCall(Bucket bucket) {
		return List.of(bucket::ping, () -> bucket.head("a.zip"),
				() -> bucket.read(new StoredObject("a.zip", 1, null, "", null, null, Map.of(), null)),
				() -> bucket.delete("a.zip"), () -> store(bucket));
	}

	private static void store(Bucket bucket) throws Exception {
		bucket.store(new ByteArrayInputStream("archive".getBytes(UTF_8)), 7,
				new NewObject("a.zip", "application/zip", "attachment", Map.of()));
	}

	private static void isForbidden(ThrowingCallable call) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(call)
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.ENDPOINT_FORBIDDEN));
	}

	private Bucket bucketAt(URI endpoint, AddressPolicy rules) {
		return StorageAlone.with(rules).open(this.store.settings().withEndpoint(endpoint));
	}

}
