package io.coffer.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.Form;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Uploads that are left out, since nothing has changed ({@code skipIfUnchanged}). */
class UnchangedUploadIT extends AbstractBackupIT {

	@Test
	void anArchiveThatHasNotChangedIsNotStoredAgain() {
		String digest = Archives.digestHeader(Archives.EMPTY_ZIP);
		Answer first = unlessUnchanged(Archives.EMPTY_ZIP).hasStatus(201);

		Answer second = unlessUnchanged(Archives.EMPTY_ZIP).hasStatus(200);
		Answer asForm = new Form().field("application", this.application)
			.field("sha256", Archives.sha256(Archives.EMPTY_ZIP))
			.field("skipIfUnchanged", "true")
			.file("a.zip", Archives.EMPTY_ZIP)
			.send(this.coffer)
			.hasStatus(200);
		this.coffer.upload(Archives.EMPTY_ZIP, query("skipIfUnchanged=false"), "Repr-Digest", digest).hasStatus(201);

		assertThat(second.key()).isEqualTo(first.key());
		assertThat(asForm.key()).isEqualTo(first.key());
	}

	@Test
	void anArchiveThatHasChangedIsStored() {
		byte[] other = Archives.zip(1000);
		Answer first = unlessUnchanged(Archives.EMPTY_ZIP).hasStatus(201);
		await().until(() -> Instant.now().isAfter(createdAt(first).plusSeconds(1)));

		unlessUnchanged(other).hasStatus(201);
		unlessUnchanged(Archives.EMPTY_ZIP).hasStatus(201);

		assertThat(objects()).hasSize(3);
	}

	@Test
	void whatAnotherDeviceOrApplicationHasDoesNotCount() {
		unlessUnchanged(Archives.EMPTY_ZIP).hasStatus(201);
		Coffer other = device("another");

		this.coffer
			.upload(Archives.EMPTY_ZIP, "?application=" + this.application.substring(0, 10) + "&skipIfUnchanged=true",
					"Repr-Digest", Archives.digestHeader(Archives.EMPTY_ZIP))
			.hasStatus(201);
		other
			.upload(Archives.EMPTY_ZIP, query("skipIfUnchanged=true"), "Repr-Digest",
					Archives.digestHeader(Archives.EMPTY_ZIP))
			.hasStatus(201);
	}

	@Test
	void anApplicationIsNotTakenForOneWhoseNameItBegins() {
		String digest = Archives.digestHeader(Archives.EMPTY_ZIP);
		this.coffer.upload(Archives.EMPTY_ZIP, "?application=" + this.application + ".photos", "Repr-Digest", digest)
			.hasStatus(201);

		Answer first = unlessUnchanged(Archives.EMPTY_ZIP).hasStatus(201);

		assertThat(first.json().get("application").asString()).isEqualTo(this.application);
	}

	private Answer unlessUnchanged(byte[] archive) {
		return this.coffer.upload(archive, query("skipIfUnchanged=true"), "Repr-Digest",
				Archives.digestHeader(archive));
	}

	private static Instant createdAt(Answer stored) {
		return Instant.parse(stored.json().get("createdAt").asString());
	}

}
