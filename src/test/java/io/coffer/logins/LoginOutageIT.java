package io.coffer.logins;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.Coffer;
import io.coffer.testing.RunningCoffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** An issuer that cannot be asked is the trouble of its own users alone. */
class LoginOutageIT extends RunningCoffer {

	private static final HostileIssuer DOWN = new HostileIssuer();

	private static final HostileIssuer HUNG = new HostileIssuer();

	private static final HostileIssuer WELL = new HostileIssuer();

	private static final CountDownLatch END = new CountDownLatch(1);

	@DynamicPropertySource
	static void issuers(DynamicPropertyRegistry properties) {
		DOWN.close();
		HUNG.answerBy((exchange) -> {
			try {
				END.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		List<HostileIssuer> all = List.of(DOWN, HUNG, WELL);
		for (int i = 0; i < all.size(); i++) {
			String prefix = "coffer.security.jwt.issuers[" + i + "].";
			String issuer = all.get(i).issuer();
			String keys = all.get(i).keysUrl();
			String vaults = "v" + i + "-";
			properties.add(prefix + "issuer", () -> issuer);
			properties.add(prefix + "jwk-set-uri", () -> keys);
			properties.add(prefix + "audience", () -> "coffer");
			properties.add(prefix + "vault-prefix", () -> vaults);
		}
	}

	@AfterAll
	static void end() {
		END.countDown();
		HUNG.close();
		WELL.close();
	}

	@Test
	void anIssuerThatIsDownRefusesItsOwnTokensAlone() {
		Answer answer = as(DOWN).get("/backups").isProblem(503, "login-unavailable");

		assertThat(answer.header("Retry-After"))
			.hasValueSatisfying((seconds) -> assertThat(seconds).matches("[1-9]\\d*"));
		assertThat(answer.json().get("retryAfter").asInt()).isPositive();
		assertThat(answer.text()).doesNotContain(DOWN.issuer());
		othersWork();
	}

	/**
	 * More requests of its tokens than there are threads; those of others get through.
	 */
	@Test
	void anIssuerThatHangsKeepsNobodyElseWaiting() throws Exception {
		ExecutorService users = Executors.newFixedThreadPool(250);
		try {
			List<Future<Answer>> answers = IntStream.range(0, 250)
				.mapToObj((i) -> users.submit(() -> as(HUNG).get("/backups")))
				.toList();
			othersWork();
			Awaitility.await().until(() -> answers.stream().allMatch(Future::isDone));
			for (Future<Answer> answer : answers) {
				answer.get().isProblem(503, "login-unavailable");
			}
		}
		finally {
			users.shutdownNow();
		}
	}

	/** The key changes, and the one that is known is taken as long as it is shown. */
	@Test
	void aKeyThatIsNotKnownIsAskedForNowAndThen() {
		as(WELL).get("/backups").hasStatus(200);
		int asked = WELL.asked();
		for (int i = 0; i < 50; i++) {
			String token = HostileIssuer.sign(HostileIssuer.newKey(), "JWT",
					HostileIssuer.claims(WELL.issuer(), Map.of()));
			new Coffer(this.port, token).get("/backups").isProblem(401, "unauthenticated");
		}
		assertThat(WELL.asked()).isLessThanOrEqualTo(asked + 2);
		as(WELL).get("/backups").hasStatus(200);
	}

	private void othersWork() {
		admin().get("/devices").hasStatus(200);
		device("outage-neighbour").get("/backups").hasStatus(200);
		as(WELL).get("/backups").hasStatus(200);
	}

	private Coffer as(HostileIssuer issuer) {
		return new Coffer(this.port, issuer.token(Map.of()));
	}

}
