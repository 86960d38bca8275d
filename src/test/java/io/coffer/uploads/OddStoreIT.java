package io.coffer.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.storage.ListedObject;
import io.coffer.testing.AbstractStandInIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.StandInStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A store whose answers cannot be read: what is stored is acknowledged all the same. */
class OddStoreIT extends AbstractStandInIT {

	private static final byte[] ARCHIVE = Archives.zip(1000);

	@ParameterizedTest
	@ValueSource(strings = { "2018-03-13T17:25:04", "Tue, 13 Mar 2018 17:25:04 GMT" })
	void aBackupThatIsStoredIsAcknowledgedAlthoughTheListCannotBeRead(String time) {
		this.store.answer("LIST",
				(exchange) -> StandInStore.sendXml(exchange, 200,
						"<ListBucketResult><Contents><Key>a.zip</Key><LastModified>" + time
								+ "</LastModified><Size>1000</Size></Contents></ListBucketResult>"));

		admin().uploadAs("a.zip", ARCHIVE).hasStatus(201);
		Answer made = admin().upload(ARCHIVE, "").hasStatus(201);

		assertThat(Instant.parse(made.json().get("lastModified").asString()))
			.isBetween(Instant.now().minus(Duration.ofMinutes(10)), Instant.now().plus(Duration.ofMinutes(10)));
		assertThat(this.store.paths()).containsExactlyInAnyOrder("/bucket/a.zip", "/bucket/" + made.key());
		Answer list = admin().get("/backups").isProblem(502, "storage-error");
		assertThat(list.json().get("hint").asString()).contains("not S3");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Fri, 28 Dec 2018 10:11:26 CST", "2018-12-28T10:11:26.000Z" })
	void aTimeThatCannotBeReadHidesNoBackup(String time) {
		this.store.answer("HEAD", (exchange) -> {
			exchange.getResponseHeaders().set("Last-Modified", time);
			this.store.behave(exchange);
		});

		String key = admin().upload(ARCHIVE, "").hasStatus(201).key();

		admin().get("/backups/" + key).hasStatus(200);
		assertThat(admin().get("/backups/" + key + "/content").body()).isEqualTo(ARCHIVE);
	}

	/** A header has no fractions of a second (RFC 9110 §5.6.7); some lists do. */
	@Test
	void oneTimeIsShownByAllAnswersAndOrderGoesByTheStoresOwn() {
		this.store.answer("HEAD", (exchange) -> {
			exchange.getResponseHeaders().set("Last-Modified", "Wed, 01 Jan 2025 00:00:00 GMT");
			this.store.behave(exchange);
		});
		String[] keys = { "a.zip", "b.zip", "c.zip" };
		long[] millis = { 120, 999, 1 };
		this.store.list(3, (i) -> new ListedObject(keys[i], 1000,
				Instant.parse("2025-01-01T00:00:00Z").plusMillis(millis[i]), "\"tag\"", null));

		JsonNode made = admin().uploadAs("b.zip", ARCHIVE).hasStatus(201).json();

		JsonNode items = admin().get("/backups").hasStatus(200).json().get("items");
		assertThat(items).extracting((item) -> item.get("key").asString()).containsExactly("b.zip", "a.zip", "c.zip");
		assertThat(items).extracting((item) -> item.get("lastModified").asString())
			.containsOnly("2025-01-01T00:00:00Z", made.get("lastModified").asString());
		Answer latest = admin().get("/backups/latest").hasStatus(200);
		assertThat(latest.json().get("key").asString()).isEqualTo("b.zip");
		assertThat(latest.json().get("lastModified")).isEqualTo(made.get("lastModified"));
		Answer shown = admin().get("/backups/b.zip").hasStatus(200);
		assertThat(shown.json().get("lastModified")).isEqualTo(made.get("lastModified"));
		assertThat(shown.header("ETag")).isEqualTo(latest.header("ETag"));
	}

	/** This store keeps no digest, so that the archive itself must be read. */
	@Test
	void whatIsSaidToBeStoredWasReadWhereNoDigestIsKept() {
		this.store.answer("GET", (exchange) -> {
			exchange.sendResponseHeaders(200, 1000);
			exchange.getResponseBody().write(new byte[1000]);
		});
		admin().uploadAs("a.zip", ARCHIVE).hasStatus(201);

		admin().uploadAs("a.zip", ARCHIVE, "Repr-Digest", Archives.digestHeader(ARCHIVE))
			.isProblem(409, "backup-exists");
	}

}
