package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.storage.ListedObject;
import io.coffer.testing.AbstractStandInIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.StandInStore;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A backup that the store has moved into a class from which it gives nothing away. */
class ArchivedBackupIT extends AbstractStandInIT {

	@Test
	void itIsListedWithItsClassAndCannotBeReadBeforeItIsBroughtBack() {
		admin().uploadAs("a.zip", Archives.EMPTY_ZIP).hasStatus(201);
		this.store.answer("GET", (exchange) -> StandInStore.sendXml(exchange, 403,
				"<Error><Code>InvalidObjectState</Code><StorageClass>GLACIER</StorageClass></Error>"));

		for (Answer refused : new Answer[] { admin().post("/backups/a.zip/restore"),
				admin().get("/backups/a.zip/content"), admin().post("/backups/a.zip/verify") }) {
			JsonNode problem = refused.isProblem(409, "archived").json();
			assertThat(problem.get("hint").asString()).contains("archive class").doesNotContain("Allow the key");
		}

		this.store.answer("GET", this.store::behave);
		admin().post("/backups/a.zip/restore").hasStatus(200);
	}

	@Test
	void listsTellTheClassOfWhatIsNotKeptAsUsual() {
		String[] classes = { null, "STANDARD", "GLACIER", "DEEP_ARCHIVE" };
		this.store.list(classes.length, (i) -> new ListedObject(i + ".zip", 22, Instant.EPOCH, "", classes[i]));

		JsonNode items = admin().get("/backups?sort=name").hasStatus(200).json().get("items");

		assertThat(items).hasSize(4);
		assertThat(items.valueStream().filter((item) -> item.has("storageClass")))
			.extracting((item) -> item.get("key").asString() + " " + item.get("storageClass").asString())
			.containsExactlyInAnyOrder("2.zip GLACIER", "3.zip DEEP_ARCHIVE");
	}

}
