package io.coffer.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.FaultyProxy;
import io.coffer.testing.RunningCoffer;
import io.coffer.testing.StandInStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/**
 * How often the bucket is asked for tokens and policy, and what holds while it is not.
 */
@TestPropertySource(properties = { "coffer.state.max-age=2s", "coffer.state.max-stale=10s" })
class StateFreshnessIT extends RunningCoffer {

	/** As many as {@code -Pfuzz} asks for. */
	private static final int GUESSES = Integer.getInteger("fuzz.rounds", 2000);

	private final StandInStore store = new StandInStore();

	private final FaultyProxy proxy;

	private final String name = "laptop-" + UUID.randomUUID();

	private Coffer laptop;

	StateFreshnessIT() throws IOException {
		this.proxy = new FaultyProxy(this.store.settings().endpoint());
	}

	@BeforeEach
	void aTokenInAStoreThatCounts() {
		connectTo(this.store.settings().withEndpoint(this.proxy.url()));
		this.laptop = device(this.name);
		this.laptop.get("/backups").hasStatus(200);
	}

	@AfterEach
	void theEmbeddedStoreAgain() throws IOException {
		admin().delete("/config?state=adopt").hasStatus(204);
		this.proxy.close();
		this.store.close();
	}

	@Test
	void theStoreIsAskedForATokenAndThePolicyNoMoreOftenThanTheyMayBeOld() {
		long begin = System.nanoTime();
		int before = reads();

		for (int round = 0; round < 3; round++) {
			IntStream.range(0, 40)
				.mapToObj((i) -> CompletableFuture.runAsync(() -> this.laptop.get("/backups").hasStatus(200)))
				.toList()
				.forEach(CompletableFuture::join);
			this.laptop.upload(Archives.zip(100 + round), "?application=notes").hasStatus(201);
			admin().get("/retention").hasStatus(200);
		}

		long periods = 1 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) / 2;
		assertThat((long) reads() - before).isLessThanOrEqualTo(2 * (periods + 1));
	}

	@Test
	void guessesAskTheStoreForNothing() {
		SecureRandom random = new SecureRandom();
		String[] real = this.laptop.token().split("\\.", -1);
		this.store.requests().clear();

		for (int i = 0; i < GUESSES; i++) {
			byte[] signature = new byte[32];
			random.nextBytes(signature);
			String guess = Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
			new Coffer(this.port, (i % 2 == 0) ? real[0] + "." + real[1] + "." + guess : guess).get("/backups")
				.hasStatus(401);
		}

		assertThat(this.store.requests()).isEmpty();
	}

	@Test
	void whatWasKnownGoesOnWhileTheStoreIsAwayAndThenNobodyIsRefusedForIt() {
		Coffer revoked = device("revoked-" + this.name);
		revoked.get("/backups").hasStatus(200);
		admin().delete("/devices/revoked-" + this.name + "/token").hasStatus(204);
		Coffer unknown = device("unknown-" + this.name);
		storeIsAway();

		// The list itself cannot be had: what matters is that the token is not the reason
		assertThat(codes(this.laptop, revoked, unknown)).containsExactly("storage-unreachable", "unauthenticated",
				"storage-unreachable");

		await().until(() -> code(this.laptop).equals("state-unavailable"));
		assertThat(code(revoked)).isIn("unauthenticated", "state-unavailable");
		admin().get("/config").hasStatus(200);
		admin().get("/actuator/health/liveness").hasStatus(200);

		storeIsBack();
		await().until(() -> this.laptop.get("/backups").status() == 200);
		await().untilAsserted(() -> revoked.get("/backups").isProblem(401, "unauthenticated"));
	}

	@Test
	void aTokenEndsAlthoughTheBucketCannotRememberIt() {
		this.proxy.answer("PUT .*", Integer.MAX_VALUE, 507, "<Error><Code>InsufficientStorage</Code></Error>");

		for (int time = 0; time < 2; time++) {
			admin().delete("/devices/" + this.name + "/token").isProblem(507, "storage-full");
			this.laptop.get("/backups").isProblem(401, "unauthenticated");
			assertThat(admin().get("/devices").json().findValuesAsString("name")).doesNotContain(this.name);
		}

		this.proxy.answer("(?!)", 0, 507, "");
		admin().delete("/devices/" + this.name + "/token").hasStatus(204);
		admin().delete("/devices/" + this.name + "/token").isProblem(404, "device-not-found");
		this.laptop.get("/backups").isProblem(401, "unauthenticated");
		device(this.name).get("/backups").hasStatus(200);
	}

	@Test
	void aTokenThatCannotBeRememberedIsNotHandedOut() {
		this.proxy.answer("PUT .*", Integer.MAX_VALUE, 403, "<Error><Code>AccessDenied</Code></Error>");

		admin().post("/devices/" + this.name + "/token").isProblem(502, "storage-access-denied");
		this.laptop.get("/backups").hasStatus(200);
	}

	private void storeIsAway() {
		for (String kind : List.of("GET", "LIST", "OLD-LIST", "PUT", "HEAD")) {
			this.store.answer(kind,
					(exchange) -> StandInStore.sendXml(exchange, 503, "<Error><Code>SlowDown</Code></Error>"));
		}
	}

	private void storeIsBack() {
		for (String kind : List.of("GET", "LIST", "OLD-LIST", "PUT", "HEAD")) {
			this.store.answer(kind, this.store::behave);
		}
	}

	/** Asked at the same time: each waits for the store in vain, and time goes by. */
	private static List<String> codes(Coffer... callers) {
		return Stream.of(callers)
			.map((caller) -> CompletableFuture.supplyAsync(() -> code(caller), (task) -> new Thread(task).start()))
			.toList()
			.stream()
			.map(CompletableFuture::join)
			.toList();
	}

	private static String code(Coffer coffer) {
		return coffer.get("/backups").json().get("code").asString();
	}

	/** Nothing but tokens, the policy and the key is read here. */
	private int reads() {
		return (int) this.store.requests().stream().filter("GET"::equals).count();
	}

}
