package io.coffer.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.Form;
import io.coffer.testing.Wire;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The automatic backup of one computer does not bury the newer data of another. */
class NewerBackupIT extends AbstractBackupIT {

	private static final String BASED_ON = "Coffer-Based-On";

	private static final String NEWER = "Coffer-Newer-Backup";

	private Coffer other;

	private String otherDevice;

	@BeforeEach
	void anotherDeviceWhoseNameBeginsTheSame() {
		this.otherDevice = this.device + "-2";
		this.other = device(this.otherDevice);
	}

	@Test
	void whoeverIsBehindIsToldAndStoresAllTheSame() {
		Answer old = stored(this.other);
		Answer newer = stored(this.other);

		Answer behind = upload(old.key()).hasStatus(201);
		Answer upToDate = upload(newer.key()).hasStatus(201);
		Answer silent = this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201);

		assertThat(behind.header(NEWER)).hasValue(newer.key());
		assertThat(upToDate.header(NEWER)).isEmpty();
		assertThat(silent.header(NEWER)).isEmpty();
		assertThat(objects()).hasSize(5);
	}

	@Test
	void whoeverWantsIsRefusedAndNothingIsStored() {
		Answer mine = stored(this.coffer);
		Answer newer = stored(this.other);

		Answer refused = upload(mine.key(), "onNewer=reject").isProblem(412, "newer-backup-exists");

		assertThat(refused.json().get("key").asString()).isEqualTo(newer.key());
		assertThat(refused.json().get("device").asString()).isEqualTo(this.otherDevice);
		assertThat(refused.json().get("lastModified")).isEqualTo(newer.json().get("lastModified"));
		assertThat(objects()).containsExactlyInAnyOrder(mine.key(), newer.key());
		upload(newer.key(), "onNewer=reject").hasStatus(201);
		upload(mine.key(), "onNewer=warn").hasStatus(201);
	}

	@Test
	void theRefusalComesBeforeTheBody() throws IOException {
		Answer mine = stored(this.coffer);
		stored(this.other);

		try (Wire wire = Wire.to(this.port)) {
			wire.head("POST /backups" + query("onNewer=reject") + " HTTP/1.1", "Host: localhost", bearer(),
					BASED_ON + ": " + mine.key(), "Content-Length: 22", "Expect: 100-continue");

			assertThat(wire.nextAnswer().status()).isEqualTo(412);
		}
	}

	@Test
	void onesOwnBackupsAndThoseOfAnotherApplicationDoNotCount() {
		Answer base = stored(this.coffer);
		stored(this.coffer);
		this.other.upload(Archives.EMPTY_ZIP, query() + "-2").hasStatus(201);
		this.other.upload(Archives.EMPTY_ZIP, query() + ".photos").hasStatus(201);
		this.other.uploadAs("x " + this.application + ".zip", Archives.EMPTY_ZIP).hasStatus(201);
		this.other.uploadAs(this.application + ".zip", Archives.EMPTY_ZIP).hasStatus(201);

		assertThat(upload(base.key(), "onNewer=reject").hasStatus(201).header(NEWER)).isEmpty();
	}

	@Test
	void aBackupThatIsGoneIsTakenForOlderThanAllOfOthers() {
		Answer gone = stored(this.coffer);
		admin().delete("/backups/" + gone.key()).hasStatus(204);
		assertThat(upload(gone.key(), "onNewer=reject").hasStatus(201).header(NEWER)).isEmpty();
		Answer newer = stored(this.other);

		assertThat(upload(gone.key()).hasStatus(201).header(NEWER)).hasValue(newer.key());
		upload(gone.key(), "onNewer=reject").isProblem(412, "newer-backup-exists");
	}

	@Test
	void aNameOfOnesOwnIsNoWayRound() {
		Answer mine = stored(this.coffer);
		Answer newer = stored(this.other);
		String name = this.application + ".20250711093000." + this.device + ".mine.zip";
		String plain = "plain " + this.application + ".zip";

		for (String key : List.of(name, plain)) {
			this.coffer
				.send("PUT", "/backups/" + Coffer.encode(key) + "?onNewer=reject",
						BodyPublishers.ofByteArray(Archives.EMPTY_ZIP), BASED_ON, mine.key())
				.isProblem(412, "newer-backup-exists");
			assertThat(this.coffer.uploadAs(key, Archives.EMPTY_ZIP, BASED_ON, mine.key()).hasStatus(201).header(NEWER))
				.hasValue(newer.key());
		}
		assertThat(this.coffer.uploadAs("2 " + plain, Archives.EMPTY_ZIP, BASED_ON, "none.zip")
			.hasStatus(201)
			.header(NEWER)).isEmpty();
	}

	@Test
	void aFormMaySayWhatToDo() {
		Answer mine = stored(this.coffer);
		Answer newer = stored(this.other);

		form("reject").send(this.coffer, BASED_ON, mine.key()).isProblem(412, "newer-backup-exists");
		assertThat(form("warn").send(this.coffer, BASED_ON, mine.key()).hasStatus(201).header(NEWER))
			.hasValue(newer.key());
	}

	@Test
	void whatIsStoredAlreadyIsAnsweredAndNotRefused() {
		Answer base = stored(this.coffer);
		Answer first = this.coffer
			.upload(Archives.EMPTY_ZIP, query("onNewer=reject"), BASED_ON, base.key(), "Idempotency-Key", "one")
			.hasStatus(201);
		Answer newer = stored(this.other);

		Answer retry = this.coffer
			.upload(Archives.EMPTY_ZIP, query("onNewer=reject"), BASED_ON, base.key(), "Idempotency-Key", "one")
			.hasStatus(200);

		assertThat(retry.key()).isEqualTo(first.key());
		assertThat(retry.header(NEWER)).hasValue(newer.key());
	}

	@Test
	void keysOfAnyScriptAreWrittenAsInAnUrl() {
		this.application = "\u5907\u4efd a+b " + UUID.randomUUID();
		String encoded = "?application=" + Coffer.encode(this.application);
		Answer mine = this.coffer.upload(Archives.EMPTY_ZIP, encoded).hasStatus(201);
		pass(mine);
		Answer newer = this.other.upload(Archives.EMPTY_ZIP, encoded).hasStatus(201);

		Answer answer = this.coffer.upload(Archives.EMPTY_ZIP, encoded, BASED_ON, Coffer.encode(mine.key()))
			.hasStatus(201);

		String written = answer.header(NEWER).orElseThrow();
		assertThat(written).matches("[!-~]+").startsWith("%E5%A4%87");
		assertThat(this.coffer.get("/backups/" + written).hasStatus(200).key()).isEqualTo(newer.key());
		assertThat(this.coffer.upload(Archives.EMPTY_ZIP, encoded, BASED_ON, written).hasStatus(201).header(NEWER))
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "a.zip.tmp", "%zz.zip", "a%2Fb.zip", "%", "a.exe", "%FF.zip", "a.zip; b.zip" })
	void whatIsNoKeyIsRefused(String basedOn) {
		Answer answer = upload(basedOn).isProblem(400, "invalid-request");

		assertThat(answer.json().get("detail").asString()).contains(BASED_ON);
		assertThat(objects()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "maybe", "REJECT", "true" })
	void whatToDoIsToWarnOrToReject(String onNewer) {
		upload("a.zip", "onNewer=" + onNewer).isProblem(400, "invalid-request");
	}

	@Test
	void toRejectNeedsTheBackupThatThisIsBasedOn() {
		Answer answer = this.coffer.upload(Archives.EMPTY_ZIP, query("onNewer=reject"))
			.isProblem(400, "invalid-request");

		assertThat(answer.json().get("hint").asString()).isNotEmpty();
		this.coffer.upload(Archives.EMPTY_ZIP, query("onNewer=warn")).hasStatus(201);
	}

	private Answer upload(String basedOn, String... more) {
		return this.coffer.upload(Archives.EMPTY_ZIP, query(more), BASED_ON, basedOn);
	}

	private Form form(String onNewer) {
		return new Form().field("application", this.application)
			.field("onNewer", onNewer)
			.file("a.zip", Archives.EMPTY_ZIP);
	}

	/** Stores a backup; whatever comes later is newer. */
	private Answer stored(Coffer device) {
		Answer answer = device.upload(Archives.EMPTY_ZIP, query()).hasStatus(201);
		pass(answer);
		return answer;
	}

	private static void pass(Answer stored) {
		Instant time = Instant.parse(stored.json().get("lastModified").asString());
		await().until(() -> Instant.now().isAfter(time.plusSeconds(1)));
	}

}
