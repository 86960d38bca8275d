package io.coffer.logins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IssuerKeysTests {

	private final JWK first = HostileIssuer.newKey().toPublicJWK();

	private final JWK second = HostileIssuer.newKey().toPublicJWK();

	private final AtomicLong time = new AtomicLong();

	private final AtomicInteger asked = new AtomicInteger();

	/** What the issuer has; nothing while it is down. */
	private @Nullable JWKSet has = new JWKSet(this.first);

	private final IssuerKeys keys = new IssuerKeys("https://issuer.example", this::fetch, Runnable::run,
			this.time::get);

	@Test
	void whatIsKnownIsAskedForOnce() throws Exception {
		for (int i = 0; i < 100; i++) {
			assertThat(find(this.first)).containsExactly(this.first);
		}
		assertThat(this.asked).hasValue(1);
	}

	@Test
	void aNewKeyIsFoundWhenATokenNamesIt() throws Exception {
		find(this.first);
		this.has = new JWKSet(List.of(this.first, this.second));
		pass(IssuerKeys.PAUSE);

		assertThat(find(this.second)).containsExactly(this.second);
		assertThat(this.asked).hasValue(2);
	}

	@Test
	void aFloodOfUnknownKeysIsOneQuestionPerPause() throws Exception {
		find(this.first);
		for (int i = 0; i < 600; i++) {
			assertThat(find(HostileIssuer.newKey().toPublicJWK())).isEmpty();
			assertThat(find(this.first)).hasSize(1);
			pass(Duration.ofMillis(100));
		}
		assertThat(this.asked).hasValueBetween(2, 3);
	}

	@Test
	void keysInUseAreFetchedAgainBehindTheRequests() throws Exception {
		Queue<Runnable> later = new ArrayDeque<>();
		IssuerKeys behind = new IssuerKeys("https://issuer.example", this::fetch, later::add, this.time::get);
		behind.ask();
		later.remove().run();
		this.has = new JWKSet(this.second);
		pass(IssuerKeys.FRESH);

		assertThat(behind.get(selector(this.first), null)).hasSize(1);
		later.remove().run();

		assertThat(behind.get(selector(this.first), null)).isEmpty();
		assertThat(behind.get(selector(this.second), null)).hasSize(1);
	}

	@Test
	void keysHoldForAWhileIfTheIssuerIsDown() throws Exception {
		find(this.first);
		this.has = null;
		pass(IssuerKeys.USABLE.minusSeconds(1));
		assertThat(find(this.first)).hasSize(1);
		isUnavailable(this.second);

		pass(Duration.ofSeconds(2));
		isUnavailable(this.first);

		this.has = new JWKSet(this.first);
		pass(IssuerKeys.PAUSE_AFTER_FAILURE);
		assertThat(find(this.first)).hasSize(1);
	}

	@Test
	void anIssuerThatIsDownIsNotAskedByEveryToken() {
		this.has = null;
		for (int i = 0; i < 300; i++) {
			assertThat(isUnavailable(this.first).properties().get("retryAfter")).isInstanceOf(Long.class);
			pass(Duration.ofMillis(100));
		}
		assertThat(this.asked).hasValueBetween(2, 3);
	}

	/** Those that find no place to wait are told so at once. */
	@Test
	void fewWaitForAnIssuerThatDoesNotAnswer() throws Exception {
		CountDownLatch answer = new CountDownLatch(1);
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			IssuerKeys slow = new IssuerKeys("https://issuer.example", () -> {
				answer.await();
				return new JWKSet(this.first);
			}, threads, this.time::get);
			List<Future<List<JWK>>> waiting = IntStream.range(0, IssuerKeys.MAX_WAITING + 1)
				.mapToObj((i) -> threads.submit(() -> slow.get(selector(this.first), null)))
				.toList();

			Awaitility.await().until(() -> waiting.stream().anyMatch(Future::isDone));
			assertThat(waiting).filteredOn(Future::isDone).hasSize(1);

			answer.countDown();
			Awaitility.await().until(() -> waiting.stream().allMatch(Future::isDone));
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void aTokenOfAnotherKindOfKeyFindsNone() throws Exception {
		assertThat(this.keys
			.get(new JWKSelector(JWKMatcher.forJWSHeader(new JWSHeader.Builder(JWSAlgorithm.RS256).build())), null))
			.isEmpty();
	}

	private ProblemException isUnavailable(JWK key) {
		ProblemException[] found = new ProblemException[1];
		assertThatExceptionOfType(KeySourceException.class).isThrownBy(() -> find(key))
			.havingCause()
			.isInstanceOfSatisfying(ProblemException.class, (problem) -> {
				assertThat(problem.type()).isEqualTo(ProblemType.LOGIN_UNAVAILABLE);
				found[0] = problem;
			});
		return found[0];
	}

	private List<JWK> find(JWK key) throws KeySourceException {
		return this.keys.get(selector(key), null);
	}

	private static JWKSelector selector(JWK key) {
		return new JWKSelector(new JWKMatcher.Builder().keyID(key.getKeyID()).build());
	}

	private void pass(Duration duration) {
		this.time.addAndGet(duration.plusMillis(1).toNanos());
	}

	private JWKSet fetch() throws IOException {
		this.asked.incrementAndGet();
		if (this.has == null) {
			throw new IOException("It is down");
		}
		return this.has;
	}

}
