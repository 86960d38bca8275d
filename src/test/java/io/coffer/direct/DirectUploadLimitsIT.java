package io.coffer.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Archives;
import io.coffer.testing.DirectClient;
import io.coffer.testing.DirectClient.Upload;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Where a device may have 100 000 bytes, an archive 64 KiB, and two uploads be open. */
@TestPropertySource(properties = { "coffer.devices.quota=100000B", "coffer.upload.max-size=64KB",
		"coffer.direct-uploads.max-open=2" })
@DirtiesContext
class DirectUploadLimitsIT extends AbstractDirectIT {

	private static final int LARGEST = 64 * 1024;

	@Test
	void anArchiveOfTheLargestSizeIsStored() {
		this.direct.send(begin(LARGEST), Archives.zip(LARGEST)).hasStatus(200);
	}

	@Test
	void whatIsTooLargeIsRefusedAtTheBeginning() {
		this.direct.begin("a.zip", Map.of("size", LARGEST + 1)).isProblem(413, "too-large");
		nothingIsLeft();
	}

	@Test
	void whatTurnsOutTooLargeIsRemoved() {
		this.direct.send(begin(), Archives.zip(LARGEST + 1)).isProblem(413, "too-large");
		nothingIsLeft();
	}

	@Test
	void whatIsTooLargeForTheQuotaIsRefusedAtTheBeginning() {
		this.coffer.upload(Archives.zip(50_000), query()).hasStatus(201);

		this.direct.begin("a.zip", Map.of("size", 50_001)).isProblem(507, "quota-exceeded");
		this.direct.send(begin(50_000), Archives.zip(50_000)).hasStatus(200);
		this.direct.begin("a.zip", Map.of()).isProblem(507, "quota-exceeded");
		assertThat(openUploads()).isEmpty();
	}

	@Test
	void whatHasNoRoomAnyMoreIsRemoved() {
		Upload upload = begin(50_000);
		Map<Integer, String> tags = this.direct.putAll(upload, Archives.zip(50_000));
		this.coffer.upload(Archives.zip(50_001), query()).hasStatus(201);

		this.direct.complete(upload, tags).isProblem(507, "quota-exceeded");
		assertThat(objects()).hasSize(1);
		assertThat(openUploads()).isEmpty();
	}

	@Test
	void whatHasGrownTooLargeIsFoundBeforeTheEnd() {
		Upload upload = begin();
		this.direct.put(upload, 1, new byte[LARGEST + 1]);

		this.coffer.get(this.direct.path(upload, "/batch") + "&partNumbers=2,64").isProblem(413, "too-large");
		nothingIsLeft();
	}

	@Test
	void onlySoManyUploadsOfADeviceAreOpen() {
		Upload one = begin();
		Upload two = begin();

		this.direct.begin("a.zip", Map.of()).isProblem(429, "too-many-uploads");

		new DirectClient(device("other-" + UUID.randomUUID())).begun("a.zip", Map.of());
		this.direct.abort(one).hasStatus(200);
		this.direct.send(begin(), SMALL).hasStatus(200);
		this.direct.send(two, SMALL).hasStatus(200);
	}

	@Test
	void aUrlOutlivesNoUpload() {
		Upload upload = begin();
		URI url = URI.create(this.direct.sign(upload, 1).json().get("url").asString());
		this.direct.abort(upload).hasStatus(200);

		assertThat(DirectClient.put(url, SMALL).statusCode()).isEqualTo(404);
		this.direct.complete(upload, Map.of(1, "x")).isProblem(404, "upload-not-found");
		nothingIsLeft();
	}

}
