package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.providers.S3Settings;
import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.PlainS3;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** With a root path, nothing outside of it exists, nor anything deeper. */
@TestPropertySource(properties = "test.context=a root path")
@DirtiesContext
class RootPathIT extends AbstractBackupIT {

	private static final List<String> OUTSIDE = List.of("outside.zip", "ab/next.zip", "a/b/deeper.zip", "b/other.zip",
			"a/b.zip/deepest.zip");

	@BeforeEach
	void backupsAreKeptBelowARootPath() {
		S3Settings settings = wholeBucket();
		this.store = new PlainS3(settings);
		OUTSIDE.forEach((key) -> this.store.put(key, Archives.EMPTY_ZIP));
		this.store.put("a/inside.zip", Archives.EMPTY_ZIP);
		admin()
			.sendJson("PUT", "/config", """
					{"endpoint": "%s", "region": "%s", "bucket": "%s", "accessKeyId": "%s", "secretAccessKey": "%s",
					 "rootPath": "/a/"}""".formatted(settings.endpoint(), settings.region(), settings.bucket(),
					settings.accessKeyId(), settings.secretAccessKey()))
			.hasStatus(200);
	}

	@Test
	void onlyWhatIsDirectlyBelowItIsListed() {
		for (String query : new String[] { "", "?sort=name", "?q=zip", "?q=a/", "?q=deeper", "?limit=1000" }) {
			assertThat(keys(query)).noneMatch((key) -> key.contains("/") || key.matches("(outside|next|deep|other).*"));
		}
		assertThat(keys("?q=inside")).containsExactly("inside.zip");
	}

	@ParameterizedTest
	@ValueSource(strings = { "outside.zip", "next.zip", "deeper.zip", "other.zip", "b.zip", "deepest.zip" })
	void whatIsElsewhereIsNeitherFoundNorDeleted(String key) {
		this.coffer.get("/backups/" + key).isProblem(404, "backup-not-found");
		this.coffer.get("/backups/" + key + "/content").isProblem(404, "backup-not-found");
		this.coffer.post("/backups/" + key + "/restore").isProblem(404, "backup-not-found");
		admin().delete("/backups/" + key).hasStatus(204);

		assertThat(this.store.keys("")).containsAll(OUTSIDE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "../outside.zip", "..%2Foutside.zip", "%2e%2e/ab/next.zip", "b/deeper.zip",
			"b%2Fdeeper.zip", "..%5Coutside.zip", "%2e%2e%2fab%2fnext.zip" })
	void noPathLeadsOut(String path) {
		Answer answer = admin().get("/backups/" + path);

		assertThat(answer.status()).isIn(400, 404);
		assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
		assertThat(admin().delete("/backups/" + path).status()).isIn(400, 404);
		assertThat(this.store.keys("")).containsAll(OUTSIDE);
	}

	@Test
	void anUploadGoesBelowItAndPlainS3SeesItThere() {
		byte[] archive = Archives.zip(PART + 1);
		Answer made = this.coffer.upload(archive, query()).hasStatus(201);
		Answer chosen = this.coffer.uploadAs(this.application + ".zip", Archives.EMPTY_ZIP).hasStatus(201);

		assertThat(this.store.keys("a/")).contains("a/" + made.key(), "a/" + chosen.key());
		assertThat(objects()).containsExactlyInAnyOrder("a/" + made.key(), "a/" + chosen.key());
		assertThat(this.store.get("a/" + made.key())).isEqualTo(archive);
		assertThat(keys("?q=" + this.application)).containsExactlyInAnyOrder(made.key(), chosen.key());
		assertThat(this.coffer.get("/backups/" + made.key() + "/content").body()).isEqualTo(archive);
	}

	@Test
	void whatIsInsideCanBeDeleted() {
		this.coffer.get("/backups/inside.zip").hasStatus(200);

		admin().delete("/backups/inside.zip").hasStatus(204);

		assertThat(this.store.keys("")).doesNotContain("a/inside.zip").containsAll(OUTSIDE);
	}

	private S3Settings wholeBucket() {
		return this.embedded.open().withRootPath("");
	}

	private List<String> keys(String query) {
		List<String> keys = new ArrayList<>();
		new Coffer(this.port, ADMIN_TOKEN).get("/backups" + query)
			.hasStatus(200)
			.json()
			.get("items")
			.forEach((item) -> keys.add(item.get("key").asString()));
		return keys;
	}

}
