package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What others put into the bucket, and what they see of ours. */
class ForeignObjectsIT extends AbstractBackupIT {

	@Test
	void aBackupOfCherryStudioIsListedAndRestored() throws Exception {
		String key = "cherry-studio.20250711093000.DESKTOP-42.pc.zip";
		byte[] archive = Archives.zip(5000);
		this.store.put(key, archive);

		JsonNode item = this.coffer.get("/backups?device=DESKTOP-42").hasStatus(200).json().get("items").get(0);
		JsonNode link = this.coffer.post("/backups/" + key + "/restore").hasStatus(200).json();

		assertThat(item.get("key").asString()).isEqualTo(key);
		assertThat(item.get("application").asString()).isEqualTo("cherry-studio");
		assertThat(item.get("device").asString()).isEqualTo("DESKTOP-42");
		assertThat(item.has("createdAt")).as("a time in nobody knows which zone").isFalse();
		assertThat(link.get("filename").asString()).isEqualTo(key);
		assertThat(link.has("sha256")).isFalse();
		assertThat(HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(link.get("url").asString())).build(), BodyHandlers.ofByteArray())
			.body()).isEqualTo(archive);
		Answer content = this.coffer.get("/backups/" + key + "/content").hasStatus(200);
		assertThat(content.body()).isEqualTo(archive);
		assertThat(content.header("Content-Disposition")).hasValue("attachment; filename=\"" + key + "\"");
		assertThat(content.header("Content-Security-Policy")).hasValue("sandbox");
		admin().delete("/backups/" + key).hasStatus(204);
		assertThat(this.store.keys(key)).isEmpty();
	}

	@Test
	void aForeignNameBelongsToNobody() {
		String key = "some archive of " + this.application + ".tar.gz";
		this.store.put(key, Archives.EMPTY_ZIP);

		JsonNode shown = this.coffer.get("/backups/" + Coffer.encode(key)).hasStatus(200).json();

		assertThat(shown.has("device")).isFalse();
		assertThat(shown.has("application")).isFalse();
		assertThat(shown.has("createdAt")).isFalse();
		assertThat(shown.get("filename").asString()).isEqualTo(key);
		assertThat(listed()).containsExactly(key);
	}

	@Test
	void ourBackupsAreSeenByAnyS3Client() {
		byte[] archive = Archives.zip(1000);
		Answer made = this.coffer.upload(archive, query()).hasStatus(201);
		Answer chosen = this.coffer.uploadAs(this.application + " \u5907\u4efd.zip", archive).hasStatus(201);

		assertThat(this.store.keys("")).contains(made.key(), chosen.key());
		assertThat(this.store.get(made.key())).isEqualTo(archive);
		assertThat(this.store.get(chosen.key())).isEqualTo(archive);
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s.html", "%s", "%s.zip ", "%s.zip.part", "%s;1.zip", "%s%%41.zip", "%s\\a.zip",
			"below/%s.zip", "%s.zip-0f8fad5b-d9cb-469f-a165-70867728950e" })
	void anObjectThatIsNoBackupIsLeftAloneAndCounted(String pattern) {
		String key = pattern.formatted(this.application);
		long before = ignored();
		this.store.put(key, Archives.EMPTY_ZIP);
		String path = "/backups/" + Coffer.encode(key);

		assertThat(listed()).isEmpty();
		assertThat(ignored() - before).isEqualTo(key.contains("/") ? 0 : 1);
		for (Answer answer : List.of(admin().get(path), admin().get(path + "/content"), admin().post(path + "/restore"),
				admin().delete(path), admin().uploadAs(key, Archives.EMPTY_ZIP))) {
			answer.hasStatus(400);
			assertThat(answer.json().get("code").asString()).isIn("invalid-name", "invalid-request");
		}
		assertThat(objects()).containsExactly(key);
	}

	@Test
	void pagesOfOthersNamesGoOnWhereTheyEnded() {
		List<String> keys = List.of("~ %s.zip", "#1 %s.zip", "[%s].zip", "\u5907\u4efd\uff0c%s.zip",
				"\ud83d\udce6%s.zip");
		keys.forEach((key) -> this.store.put(key.formatted(this.application), Archives.EMPTY_ZIP));
		List<String> found = new ArrayList<>();
		String cursor = "";
		do {
			JsonNode page = this.coffer.get("/backups?limit=2&sort=name&q=" + this.application + cursor)
				.hasStatus(200)
				.json();
			page.get("items").forEach((item) -> found.add(item.get("key").asString()));
			cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asString() : "";
		}
		while (!cursor.isEmpty());

		assertThat(found).isEqualTo(keys.stream().map((key) -> key.formatted(this.application)).sorted().toList());
	}

	private long ignored() {
		return this.coffer.get("/backups?limit=1").hasStatus(200).json().get("ignored").asLong();
	}

	private List<String> listed() {
		List<String> keys = new ArrayList<>();
		this.coffer.get("/backups?q=" + this.application)
			.hasStatus(200)
			.json()
			.get("items")
			.forEach((item) -> keys.add(item.get("key").asString()));
		return keys;
	}

}
