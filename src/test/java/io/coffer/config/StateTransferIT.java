package io.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.Coffer;
import io.coffer.testing.FaultyProxy;
import io.coffer.testing.PlainS3;
import io.coffer.testing.RunningCoffer;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens and policy when another bucket is used from now on. */
class StateTransferIT extends RunningCoffer {

	private final String a = "a-" + UUID.randomUUID() + "/";

	private final String b = "b-" + UUID.randomUUID() + "/";

	private Coffer laptop;

	@BeforeEach
	void aTokenAndAPolicyInA() {
		move(this.a, "?state=adopt").hasStatus(200);
		this.laptop = device("laptop");
		admin().sendJson("PUT", "/retention", "{\"keepLast\": 3}").hasStatus(200);
	}

	@AfterEach
	void theEmbeddedStoreAgain() {
		admin().delete("/config?state=adopt").hasStatus(204);
	}

	@Test
	void theyComeAlongToABucketThatHasNone() {
		move(this.b, "").hasStatus(200);

		this.laptop.get("/backups").hasStatus(200);
		assertThat(keepLast()).isEqualTo(3);
		assertThat(in(this.b).keys(".coffer/")).containsExactlyElementsOf(in(this.a).keys(".coffer/"));
	}

	@Test
	void theSameThereIsNoConflict() {
		move(this.b, "").hasStatus(200);
		device("desktop");

		move(this.a, "").hasStatus(200);

		this.laptop.get("/backups").hasStatus(200);
		assertThat(in(this.a).keys(".coffer/tokens/")).hasSize(2);
	}

	@Test
	void whatWasRevokedMeanwhileIsNeverDecidedInSilence() {
		move(this.b, "").hasStatus(200);
		admin().delete("/devices/laptop/token").hasStatus(204);

		Answer conflict = move(this.a, "").isProblem(409, "state-conflict");
		assertThat(conflict.json().get("hint").asString()).contains("?state=carry", "?state=adopt");
		assertThat(admin().get("/config").json().get("rootPath").asString()).isEqualTo(this.b);

		move(this.a, "?state=carry").hasStatus(200);
		this.laptop.get("/backups").isProblem(401, "unauthenticated");
	}

	@Test
	void whatWasKnownOfABucketBeforeIsNotBelievedAgain() {
		this.laptop.get("/backups").hasStatus(200);
		move(this.b, "").hasStatus(200);
		admin().sendJson("PUT", "/retention", "{\"keepLast\": 7}").hasStatus(200);
		admin().delete("/devices/laptop/token").hasStatus(204);

		move(this.a, "?state=carry").hasStatus(200);

		this.laptop.get("/backups").isProblem(401, "unauthenticated");
		assertThat(keepLast()).isEqualTo(7);
	}

	@Test
	void whatIsThereHoldsIfThatIsChosen() {
		move(this.b, "").hasStatus(200);
		admin().delete("/devices/laptop/token").hasStatus(204);
		admin().sendJson("PUT", "/retention", "{\"keepLast\": 9}").hasStatus(200);

		move(this.a, "?state=adopt").hasStatus(200);

		this.laptop.get("/backups").hasStatus(200);
		assertThat(keepLast()).isEqualTo(3);
	}

	@Test
	void whatOnlyTheOtherBucketHasHoldsForNothingWhenOursIsCarried() {
		Coffer desktop = device("desktop");
		move(this.b, "?state=adopt").hasStatus(200);
		Coffer phone = device("phone");

		move(this.a, "").isProblem(409, "state-conflict");
		move(this.a, "?state=carry").hasStatus(200);

		phone.get("/backups").hasStatus(200);
		desktop.get("/backups").isProblem(401, "unauthenticated");
		this.laptop.get("/backups").isProblem(401, "unauthenticated");
		assertThat(admin().get("/retention").json().get("source").asString()).isEqualTo("none");
		assertThat(admin().get("/devices").json().findValuesAsString("name")).containsExactly("phone");
		device("desktop").get("/backups").hasStatus(200);
	}

	@Test
	void aCofferThatHasNothingAdoptsWhatIsThere() {
		move("empty-" + UUID.randomUUID() + "/", "?state=adopt").hasStatus(200);

		move(this.a, "").hasStatus(200);

		this.laptop.get("/backups").hasStatus(200);
		assertThat(keepLast()).isEqualTo(3);
	}

	@Test
	void theWayBackToTheEmbeddedStoreIsNoOther() {
		admin().delete("/config?state=adopt").hasStatus(204);
		device("at-home");
		move(this.a, "?state=adopt").hasStatus(200);

		admin().delete("/config").isProblem(409, "state-conflict");
		assertThat(admin().get("/config").json().get("rootPath").asString()).isEqualTo(this.a);

		admin().delete("/config?state=carry").hasStatus(204);

		this.laptop.get("/backups").hasStatus(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "keep", "carry,adopt", "" })
	void whatIsNoChoiceIsRefused(String choice) {
		Answer answer = move(this.b, "?state=" + choice);

		if (choice.isEmpty()) {
			answer.hasStatus(200);
		}
		else {
			answer.isProblem(400, "validation-failed");
			assertThat(admin().get("/config").json().get("rootPath").asString()).isEqualTo(this.a);
		}
	}

	@Test
	void whatCannotBeCarriedIsNotLeftBehindInSilence() throws IOException {
		try (FaultyProxy proxy = new FaultyProxy(this.embedded.open().endpoint())) {
			SettingsJson.of(this.embedded.open().withEndpoint(proxy.url()))
				.at(this.a)
				.putUnchecked(admin())
				.hasStatus(200);
			proxy.answer("GET .*", Integer.MAX_VALUE, 403, "<Error><Code>AccessDenied</Code></Error>");

			assertThat(move(this.b, "").isProblem(503, "state-unavailable").json().get("hint").asString())
				.contains("?state=adopt");
			assertThat(in(this.b).keys(".coffer/")).isEmpty();

			move(this.b, "?state=adopt").hasStatus(200);
		}
	}

	@Test
	void aMoveThatBreaksOffCanBeRepeated() throws IOException {
		List.of("one", "two", "three").forEach(this::device);
		try (FaultyProxy proxy = new FaultyProxy(this.embedded.open().endpoint())) {
			proxy.answer("PUT .*policy\\.json.*", Integer.MAX_VALUE, 403, "<Error><Code>AccessDenied</Code></Error>");
			SettingsJson there = SettingsJson.of(this.embedded.open().withEndpoint(proxy.url())).at(this.b);
			admin().sendJson("PUT", "/config?check=false", there.toString()).isProblem(502, "storage-access-denied");
			this.laptop.get("/backups").hasStatus(200);
			assertThat(admin().get("/config").json().get("rootPath").asString()).isEqualTo(this.a);

			proxy.answer("(?!)", 0, 403, "");
			admin().sendJson("PUT", "/config?check=false", there.toString()).hasStatus(200);
			this.laptop.get("/backups").hasStatus(200);
			assertThat(keepLast()).isEqualTo(3);
		}
	}

	@Test
	void changesWaitUntilTheMoveIsDoneAndNoneIsLost() throws IOException {
		try (FaultyProxy proxy = new FaultyProxy(this.embedded.open().endpoint())) {
			List<CompletableFuture<Coffer>> made = new CopyOnWriteArrayList<>();
			proxy.changeAnswersTo("PUT .*policy\\.json.*", 1, (answer) -> {
				made.add(CompletableFuture.supplyAsync(() -> device("late")));
				return answer;
			});
			SettingsJson there = SettingsJson.of(this.embedded.open().withEndpoint(proxy.url())).at(this.b);

			admin().sendJson("PUT", "/config?check=false", there.toString()).hasStatus(200);

			made.get(0).join().get("/backups").hasStatus(200);
			assertThat(in(this.b).keys(".coffer/tokens/")).hasSize(2);
		}
	}

	private Answer move(String root, String query) {
		return admin().sendJson("PUT", "/config" + query, SettingsJson.of(this.embedded.open()).at(root).toString());
	}

	private PlainS3 in(String root) {
		return new PlainS3(this.embedded.open().withRootPath(root));
	}

	private int keepLast() {
		return admin().get("/retention").hasStatus(200).json().get("keepLast").asInt();
	}

}
