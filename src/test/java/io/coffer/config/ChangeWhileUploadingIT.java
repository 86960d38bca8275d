package io.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.testing.Archives;
import io.coffer.testing.PlainS3;
import io.coffer.testing.RunningCoffer;
import io.coffer.testing.Wire;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The settings change while an archive is on its way. */
class ChangeWhileUploadingIT extends RunningCoffer {

	private static final int PART = 8 * 1024 * 1024;

	@AfterEach
	void theEmbeddedStoreIsBack() {
		admin().delete("/config?state=adopt").hasStatus(204);
	}

	@Test
	void theUploadEndsWhereItBegan() throws IOException {
		byte[] archive = Archives.zip(2 * PART + 1);
		SettingsJson.of(this.embedded.open()).at("before").putUnchecked(admin()).hasStatus(200);

		try (Wire wire = Wire.to(this.port)) {
			wire.head("PUT /backups/a.zip HTTP/1.1", "Host: localhost", "Authorization: Bearer " + ADMIN_TOKEN,
					"Connection: close", "Content-Length: " + archive.length);
			wire.send(Arrays.copyOf(archive, PART + 1));
			await().until(() -> root("before/").openUploads().contains("a.zip"));

			SettingsJson.of(this.embedded.open()).at("after").putUnchecked(admin()).hasStatus(200);
			wire.send(Arrays.copyOfRange(archive, PART + 1, archive.length));

			assertThat(wire.answer().status()).isEqualTo(201);
		}
		assertThat(Archives.sha256(root("before/").get("a.zip"))).isEqualTo(Archives.sha256(archive));
		assertThat(root("before/").openUploads()).isEmpty();
		assertThat(root("after/").keys("")).isEmpty();
		admin().get("/backups/a.zip").isProblem(404, "backup-not-found");
	}

	private PlainS3 root(String path) {
		return new PlainS3(this.embedded.open().withRootPath(path));
	}

}
