package io.coffer.quotas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Form;
import io.coffer.testing.Wire;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Where all backups of a device together may have 100 000 bytes. */
@TestPropertySource(properties = "coffer.devices.quota=100000B")
@DirtiesContext
class QuotaIT extends AbstractBackupIT {

	private static final int QUOTA = 100_000;

	@Autowired
	private Quota quota;

	@Test
	void aDeviceMayUseItsQuotaToTheLastByte() {
		this.coffer.upload(Archives.zip(QUOTA - 1000), query()).hasStatus(201);
		chunked(Archives.zip(1000), query()).hasStatus(201);

		isRefused(this.coffer.upload(Archives.EMPTY_ZIP, query()), QUOTA);
		isRefused(chunked(Archives.EMPTY_ZIP, query()), QUOTA);
		isRefused(new Form().field("application", this.application).file("a.zip", Archives.EMPTY_ZIP).send(this.coffer),
				QUOTA);
		assertThat(objects()).hasSize(2);
	}

	@Test
	void anArchiveThatDoesNotFitIsRefusedBeforeItIsSent() throws IOException {
		this.coffer.upload(Archives.zip(1000), query()).hasStatus(201);

		try (Wire wire = Wire.to(this.port)) {
			wire.head("POST /backups" + query() + " HTTP/1.1", "Host: localhost", bearer(),
					"Content-Length: " + (QUOTA - 999), "Expect: 100-continue");

			wire.answer().isProblem(507, "quota-exceeded");
		}
	}

	@Test
	void anArchiveOfUnknownLengthIsCutOffWithNothingLeft() {
		isRefused(chunked(Archives.zip(QUOTA + 1), query("size=" + 2 * PART)), 0);
		isRefused(chunked(Archives.zip(PART + 1), query()), 0);

		assertThat(objects()).isEmpty();
		assertThat(openUploads()).isEmpty();
	}

	@Test
	void anAnnouncedBoundIsNoLength() {
		chunked(Archives.zip(1000), query("size=" + 10 * QUOTA)).hasStatus(201);
		new Form().field("application", this.application)
			.field("size", Integer.toString(10 * QUOTA))
			.file("a.zip", Archives.zip(1000))
			.send(this.coffer)
			.hasStatus(201);
	}

	@Test
	void otherDevicesHaveQuotasOfTheirOwn() {
		this.coffer.upload(Archives.zip(QUOTA), query()).hasStatus(201);

		device("other-" + UUID.randomUUID()).upload(Archives.zip(QUOTA), query()).hasStatus(201);
		isRefused(admin().upload(Archives.EMPTY_ZIP, query("device=" + this.device)), QUOTA);
	}

	@Test
	void whatHasEndedTwiceCountsOnce() {
		Quota.Share one = this.quota.enter(Vault.DEFAULT, this.device);
		Quota.Share other = this.quota.enter(Vault.DEFAULT, this.device);
		one.admit(QUOTA / 2);
		one.stored();

		one.close();
		one.close();

		other.admit(QUOTA / 2);
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> other.admit(QUOTA / 2 + 1))
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.QUOTA_EXCEEDED));
		other.close();
	}

	@Test
	void whatIsDeletedIsFreeAgain() {
		String key = this.coffer.upload(Archives.zip(QUOTA), query()).hasStatus(201).key();
		isRefused(this.coffer.upload(Archives.EMPTY_ZIP, query()), QUOTA);

		admin().delete("/backups/" + key).hasStatus(204);

		this.coffer.upload(Archives.zip(QUOTA), query()).hasStatus(201);
	}

	@Test
	void anUploadThatIsUnderWayHasItsSpaceAlready() throws IOException {
		byte[] archive = Archives.zip(QUOTA - 1000);
		try (Wire wire = begin("Content-Length: " + archive.length)) {
			Answer refused = this.coffer.upload(Archives.zip(1001), query());
			isRefused(refused, 0);
			assertThat(refused.json().get("underWay").asInt()).isEqualTo(archive.length);
			device("other-" + UUID.randomUUID()).upload(Archives.zip(QUOTA), query()).hasStatus(201);

			wire.send(archive);
			assertThat(wire.nextAnswer().status()).isEqualTo(201);
		}
		this.coffer.upload(Archives.zip(1000), query()).hasStatus(201);
	}

	@Test
	void whatOthersStoredMeanwhileCounts() throws IOException {
		try (Wire wire = begin("Transfer-Encoding: chunked")) {
			this.coffer.upload(Archives.zip(QUOTA - 1000), query()).hasStatus(201);

			wire.send(Integer.toHexString(1001) + "\r\n");
			wire.send(Archives.zip(1001));
			wire.send("\r\n0\r\n\r\n");
			wire.answer().isProblem(507, "quota-exceeded");
		}
		assertThat(objects()).hasSize(1);
	}

	@Test
	void anUploadThatBreaksOffGivesItsSpaceBack() throws IOException {
		try (Wire wire = begin("Content-Length: " + QUOTA)) {
			isRefused(this.coffer.upload(Archives.EMPTY_ZIP, query()), 0);
			wire.end();
			wire.answer().isProblem(400, "incomplete-body");
		}

		this.coffer.upload(Archives.zip(QUOTA), query()).hasStatus(201);
	}

	@Test
	void aRetryOfWhatIsStoredNeedsNoSpace() {
		byte[] archive = Archives.zip(QUOTA);
		this.coffer.upload(archive, query(), "Idempotency-Key", "one").hasStatus(201);

		this.coffer.upload(archive, query(), "Idempotency-Key", "one").hasStatus(200);
	}

	@Test
	void aNameThatTellsNoDeviceCountsForTheDeviceThatSentIt() {
		String key = this.application + ".zip";
		this.coffer.uploadAs(key, Archives.zip(QUOTA)).hasStatus(201);

		isRefused(this.coffer.uploadAs("2-" + key, Archives.EMPTY_ZIP), QUOTA);
		isRefused(this.coffer.upload(Archives.EMPTY_ZIP, query()), QUOTA);
		device("other-" + UUID.randomUUID()).uploadAs("3-" + key, Archives.zip(QUOTA)).hasStatus(201);
		admin().delete("/backups/" + key).hasStatus(204);
		this.coffer.uploadAs(key, Archives.zip(QUOTA)).hasStatus(201);
	}

	@Test
	void whatOtherProgramsPutThereCountsForNoDevice() {
		this.store.put(this.application + ".zip", Archives.zip(QUOTA));

		this.coffer.uploadAs("2-" + this.application + ".zip", Archives.zip(QUOTA)).hasStatus(201);
	}

	/** An upload whose body Coffer has begun to read. */
	private Wire begin(String length) throws IOException {
		Wire wire = Wire.to(this.port);
		wire.head("POST /backups" + query() + " HTTP/1.1", "Host: localhost", bearer(), length, "Expect: 100-continue");
		assertThat(wire.line()).startsWith("HTTP/1.1 100");
		assertThat(wire.line()).isEmpty();
		return wire;
	}

	private static void isRefused(Answer answer, int used) {
		answer.isProblem(507, "quota-exceeded");
		assertThat(answer.json().get("quota").asInt()).isEqualTo(QUOTA);
		assertThat(answer.json().get("used").asInt()).isEqualTo(used);
		assertThat(answer.json().get("hint").asString()).contains("coffer.devices.quota");
	}

}
