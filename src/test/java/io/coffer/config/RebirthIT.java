package io.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.coffer.providers.S3Settings;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.PlainS3;
import io.coffer.testing.RunningCoffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The machine is gone. The bucket and two secrets are left. */
@ExtendWith(OutputCaptureExtension.class)
class RebirthIT extends RunningCoffer {

	private static final String KEY = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=";

	private static final String NEWER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

	private final String root = "rebirth-" + UUID.randomUUID() + "/";

	private final Path data;

	RebirthIT(@TempDir Path data) {
		this.data = data;
	}

	@Test
	void withTheSecretsAndTheBucketTokensAndPolicyAreInForceAgain() throws IOException {
		String token;
		String gone;
		String key;
		try (StartedCoffer coffer = start(KEY, "first")) {
			token = token(coffer, "laptop");
			gone = token(coffer, "stolen");
			coffer.admin().delete("/devices/stolen/token").hasStatus(204);
			coffer.admin().sendJson("PUT", "/retention", "{\"keepLast\": 4}").hasStatus(200);
			key = as(coffer, token).upload(Archives.EMPTY_ZIP, "").hasStatus(201).key();
		}
		assertThat(this.data.resolve("first")).as("nothing was kept on the machine").doesNotExist();

		try (StartedCoffer coffer = start(KEY, "second")) {
			assertThat(as(coffer, token).get("/backups/" + key + "/content").hasStatus(200).body())
				.isEqualTo(Archives.EMPTY_ZIP);
			as(coffer, gone).get("/backups").isProblem(401, "unauthenticated");
			assertThat(coffer.admin().get("/retention").json().get("keepLast").asInt()).isEqualTo(4);
		}
		assertThat(this.data.resolve("second")).doesNotExist();
	}

	@Test
	void aDataDirectoryThatCannotEvenBeMadeDoesNotMatter() throws IOException {
		Path file = Files.createFile(this.data.resolve("file"));

		try (StartedCoffer coffer = start(KEY, "file/data")) {
			as(coffer, token(coffer, "laptop")).get("/backups").hasStatus(200);
		}
		assertThat(file).isRegularFile().isEmptyFile();
	}

	@Test
	void withAnotherKeyItDoesNotStartAndSaysWhichOneIsMissing(CapturedOutput output) {
		String token;
		try (StartedCoffer coffer = start(KEY, "first")) {
			token = token(coffer, "laptop");
		}

		assertThatException().isThrownBy(() -> start(NEWER_KEY, "second").close());

		assertThat(output).contains("is of the encryption key with the fingerprint", "COFFER_ENCRYPTION_KEY")
			.doesNotContain(KEY, NEWER_KEY);
		try (StartedCoffer coffer = start(KEY, "third")) {
			as(coffer, token).get("/backups").hasStatus(200);
		}
	}

	@Test
	void aKeyIsReplacedInStepsWithoutAMomentInWhichATokenDoesNotWork() {
		String old;
		try (StartedCoffer coffer = start(KEY, "a")) {
			old = token(coffer, "laptop");
			coffer.admin().sendJson("PUT", "/retention", "{\"keepLast\": 4}").hasStatus(200);
		}
		String made;
		try (StartedCoffer coffer = start(NEWER_KEY + "," + KEY, "b")) {
			as(coffer, old).get("/backups").hasStatus(200);
			made = token(coffer, "desktop");
			try (StartedCoffer behind = start(KEY + "," + NEWER_KEY, "c")) {
				as(behind, made).get("/backups").hasStatus(200);
				as(behind, old).get("/backups").hasStatus(200);
			}
			coffer.admin().sendJson("PUT", "/retention", "{\"keepLast\": 5}").hasStatus(200);
		}
		assertThatException().as("the old key still counts").isThrownBy(() -> start(NEWER_KEY, "d").close());
		new PlainS3(this.embedded.open().withRootPath(this.root)).delete(".coffer/key.json");
		try (StartedCoffer coffer = start(NEWER_KEY, "e")) {
			as(coffer, made).get("/backups").hasStatus(200);
			as(coffer, old).get("/backups").isProblem(401, "unauthenticated");
			assertThat(coffer.admin().get("/retention").json().get("keepLast").asInt()).isEqualTo(5);
			token(coffer, "laptop");
		}
		assertThatException().as("the new key counts now").isThrownBy(() -> start(KEY, "f").close());
	}

	private StartedCoffer start(String key, String directory) {
		S3Settings store = this.embedded.open();
		Map<String, Object> variables = new HashMap<>(Map.of("COFFER_S3_ENDPOINT", store.endpoint().toString(),
				"COFFER_S3_REGION", store.region(), "COFFER_S3_BUCKET", store.bucket(), "COFFER_S3_ACCESS_KEY_ID",
				store.accessKeyId(), "COFFER_S3_SECRET_ACCESS_KEY", store.secretAccessKey(), "COFFER_S3_ROOT_PATH",
				this.root, "COFFER_ENCRYPTION_KEY", key));
		return StartedCoffer.with(variables, this.data.resolve(directory));
	}

	private static String token(StartedCoffer coffer, String device) {
		return coffer.admin().post("/devices/" + device + "/token").hasStatus(201).json().get("token").asString();
	}

	private static Coffer as(StartedCoffer coffer, String token) {
		return new Coffer(coffer.admin().port(), token);
	}

}
