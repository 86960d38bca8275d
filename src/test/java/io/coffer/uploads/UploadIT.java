package io.coffer.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.Form;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What becomes of an archive that is accepted. */
class UploadIT extends AbstractBackupIT {

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded", "application/octet-stream", "text/html",
			"application/json", "no type at all" })
	void theContentTypeOfTheRequestChangesNothing(String contentType) {
		byte[] archive = Archives.zip(5000);

		Answer stored = this.coffer.upload(archive, query("filename=a.zip"), "Content-Type", contentType)
			.hasStatus(201);

		assertThat(stored.json().get("contentType").asString()).isEqualTo("application/zip");
		assertThat(this.store.get(stored.key())).isEqualTo(archive);
		Answer content = this.coffer.get("/backups/" + stored.key() + "/content");
		assertThat(content.header("Content-Type")).hasValue("application/zip");
		assertThat(content.body()).isEqualTo(archive);
	}

	@Test
	void aBodyThatLooksLikeAFormArrivesIntact() {
		byte[] archive = "device=other&application=x&b=%zz".getBytes(StandardCharsets.US_ASCII);

		Answer stored = this.coffer
			.upload(archive, query("filename=a.bak"), "Content-Type", "application/x-www-form-urlencoded")
			.hasStatus(201);

		assertThat(stored.json().get("device").asString()).isEqualTo(this.device);
		assertThat(this.store.get(stored.key())).isEqualTo(archive);
	}

	@Test
	void theNameTellsTheApplicationTheTimeAndTheDevice() {
		JsonNode stored = this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201).json();

		String key = stored.get("key").asString();
		assertThat(key).matches(this.application + "\\.[0-9]{14}\\." + this.device + "\\.[0-9a-f]{12}\\.zip");
		Instant time = LocalDateTime
			.parse(key.substring(this.application.length() + 1, this.application.length() + 15),
					DateTimeFormatter.ofPattern("uuuuMMddHHmmss"))
			.toInstant(ZoneOffset.UTC);
		assertThat(time).isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES));
		assertThat(stored.get("createdAt").asString()).isEqualTo(time.toString());
		assertThat(stored.get("application").asString()).isEqualTo(this.application);
		assertThat(stored.get("device").asString()).isEqualTo(this.device);
		assertThat(stored.get("size").asLong()).isEqualTo(22);
	}

	@Test
	void withoutAnApplicationItIsABackupOfTheTokensDevice() {
		JsonNode raw = this.coffer.upload(Archives.EMPTY_ZIP, "").hasStatus(201).json();
		JsonNode form = new Form().file("", Archives.EMPTY_ZIP).send(this.coffer).hasStatus(201).json();

		assertThat(raw.get("application").asString()).isEqualTo("backup");
		assertThat(raw.get("device").asString()).isEqualTo(this.device);
		assertThat(form.get("application").asString()).isEqualTo("backup");
		assertThat(form.get("device").asString()).isEqualTo(this.device);
	}

	@Test
	void theSameArchiveTwiceMakesTwoBackups() {
		this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201);
		this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201);

		assertThat(objects()).hasSize(2);
	}

	@Test
	void anAdministratorMayUploadForEveryDevice() {
		String key = this.application + ".20250711093000." + this.device + ".zip";

		Answer made = admin().upload(Archives.EMPTY_ZIP, query("device=" + this.device)).hasStatus(201);
		Answer chosen = admin().uploadAs(key, Archives.EMPTY_ZIP).hasStatus(201);

		assertThat(made.json().get("device").asString()).isEqualTo(this.device);
		assertThat(chosen.json().get("device").asString()).isEqualTo(this.device);
	}

	@Test
	void aDeviceMayNameItselfAndUseANameThatTellsNone() {
		this.coffer.upload(Archives.EMPTY_ZIP, query("device=" + this.device)).hasStatus(201);
		Answer nobodys = this.coffer.uploadAs(this.application + ".zip", Archives.EMPTY_ZIP).hasStatus(201);

		assertThat(nobodys.key()).isEqualTo(this.application + ".zip");
		assertThat(nobodys.json().get("device").asString()).isEqualTo(this.device);
		assertThat(nobodys.json().has("createdAt")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "laptop-2", "my.laptop.local", "B\u00fcro (2. Stock)", "\u7535\u8111" })
	void theNamesOfDevicesAndApplicationsComeBackWhole(String name) {
		String unique = name + " " + this.device.substring(7, 25);
		String appUnique = "a." + name + " " + this.application.substring(4, 22);

		JsonNode stored = device(unique).upload(Archives.EMPTY_ZIP, "?application=" + Coffer.encode(appUnique))
			.hasStatus(201)
			.json();

		assertThat(stored.get("device").asString()).isEqualTo(unique);
		assertThat(stored.get("application").asString()).isEqualTo(appUnique);
	}

	@Test
	void decomposedNamesAreStoredComposed() {
		String composed = "caf\u00e9-" + this.application;
		String decomposed = "cafe\u0301-" + this.application;

		Answer chosen = this.coffer.uploadAs(decomposed + ".zip", Archives.EMPTY_ZIP).hasStatus(201);
		Answer made = this.coffer.upload(Archives.EMPTY_ZIP, "?application=" + Coffer.encode(decomposed))
			.hasStatus(201);

		assertThat(chosen.key()).isEqualTo(composed + ".zip");
		assertThat(made.key()).startsWith(composed + ".");
		this.coffer.uploadAs(composed + ".zip", Archives.EMPTY_ZIP).isProblem(409, "backup-exists");
	}

	@Test
	void theLocationLeadsToTheBackup() {
		Answer made = this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201);
		Answer chosen = this.coffer.uploadAs("a+b \u5907\u4efd (" + this.application + ").zip", Archives.EMPTY_ZIP)
			.hasStatus(201);

		for (Answer stored : new Answer[] { made, chosen }) {
			URI location = URI.create(stored.header("Location").orElseThrow());
			assertThat(location.getRawPath()).isASCII();
			Answer found = this.coffer.get(location.getRawPath()).hasStatus(200);
			assertThat(found.json()).isEqualTo(stored.json());
			assertThat(found.header("ETag")).isEqualTo(stored.header("ETag")).isPresent();
		}
	}

	@Test
	void theDigestOfASmallArchiveIsKeptWithIt() {
		byte[] archive = Archives.zip(PART);

		Answer stored = this.coffer.upload(archive, query()).hasStatus(201);

		assertThat(this.store.metadata(stored.key())).containsEntry("coffer-sha256", Archives.sha256(archive));
		assertThat(this.coffer.get("/backups/" + stored.key()).json().get("sha256"))
			.isEqualTo(stored.json().get("sha256"));
	}

	@Test
	void theDigestOfALargeArchiveIsKeptWhereTheClientGivesIt() {
		byte[] archive = Archives.zip(PART + 1);
		String sha256 = Archives.sha256(archive);

		Answer without = this.coffer.upload(archive, query()).hasStatus(201);
		Answer with = this.coffer.upload(archive, query(), "Repr-Digest", Archives.digestHeader(archive))
			.hasStatus(201);
		Answer field = new Form().field("application", this.application)
			.field("sha256", sha256.toUpperCase(Locale.ROOT))
			.file("a.zip", archive)
			.send(this.coffer)
			.hasStatus(201);

		assertThat(without.json().get("sha256").asString()).isEqualTo(sha256);
		assertThat(this.store.metadata(without.key())).doesNotContainKey("coffer-sha256");
		assertThat(this.store.metadata(with.key())).containsEntry("coffer-sha256", sha256);
		assertThat(this.store.metadata(field.key())).containsEntry("coffer-sha256", sha256);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Repr-Digest", "Content-Digest" })
	void otherAlgorithmsAndParametersOfADigestAreIgnored(String header) {
		this.coffer
			.upload(Archives.EMPTY_ZIP, query(), header,
					"sha-512=:AAAA:, " + Archives.digestHeader(Archives.EMPTY_ZIP) + ";a=1")
			.hasStatus(201);
	}

	@Test
	void anArchiveMayBeSmallerThanItsAnnouncedBound() {
		chunked(Archives.zip(PART + 1), query("size=" + (100 * PART))).hasStatus(201);
		chunked(Archives.EMPTY_ZIP, query("size=22")).hasStatus(201);
		this.coffer.upload(Archives.EMPTY_ZIP, query("size=1000")).hasStatus(201);
	}

}
