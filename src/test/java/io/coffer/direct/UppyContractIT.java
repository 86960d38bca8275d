package io.coffer.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coffer.direct.UppyClient.Refused;
import io.coffer.direct.UppyClient.Upload;
import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.Wire;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Both generations of {@code @uppy/aws-s3} get the answers that they understand. */
@ParameterizedClass
@ValueSource(ints = { 5, 6 })
@TestPropertySource(properties = "coffer.cors.allowed-origins=https://app.example.org,http://localhost:3000")
class UppyContractIT extends AbstractBackupIT {

	private static final byte[] ARCHIVE = Archives.zip(2 * UppyClient.CHUNK + 1000);

	private static final String NAME = "my notes (1)~ä+b'.zip";

	private final int generation;

	@SuppressWarnings("NullAway.Init")
	private String companion;

	@SuppressWarnings("NullAway.Init")
	private UppyClient uppy;

	UppyContractIT(int generation) {
		this.generation = generation;
	}

	@BeforeEach
	void aClientOfThatGeneration() {
		if (this.generation == 5) {
			this.companion = "http://localhost:" + this.port + "/uploads";
			this.uppy = new UppyFive(this.companion, this.coffer.token());
		}
		else {
			this.companion = this.coffer.post("/uploads/tickets", "Origin", UppyClient.ORIGIN)
				.hasStatus(201)
				.json()
				.get("companionUrl")
				.asString();
			this.uppy = new UppySix(this.companion);
		}
	}

	@Test
	void severalPartsBecomeOneBackup() {
		Upload upload = begin();
		JsonNode answer = this.uppy.send(upload, ARCHIVE);

		assertThat(answer.get("location").asString()).isNotEmpty();
		assertThat(answer.get("bucket").asString()).isNotEmpty();
		assertThat(answer.get("key").asString()).isEqualTo(upload.key());
		assertKept(upload.key());
		JsonNode backup = this.coffer.get("/backups/" + Coffer.encode(upload.key())).hasStatus(200).json();
		assertThat(answer.get("backup")).isEqualTo(backup);
		assertThat(backup.get("application").asString()).isEqualTo(this.application);
		assertThat(backup.get("device").asString()).isEqualTo(this.device);
		assertThat(backup.get("filename").asString()).isEqualTo(NAME);
	}

	@Test
	void anArchiveOfLessThanAPartIsOne() {
		byte[] small = Archives.zip(1000);
		Upload upload = begin();

		assertThat(this.uppy.send(upload, small).get("backup").get("size").asInt()).isEqualTo(small.length);
	}

	@Test
	void whatIsThereIsListedAndNotSentAgain() {
		Upload upload = begin();
		String etag = this.uppy.put(upload, 2, ARCHIVE);

		JsonNode parts = this.uppy.list(upload);

		assertThat(parts.isArray()).isTrue();
		assertThat(parts).hasSize(1);
		assertThat(parts.get(0).get("PartNumber").isInt()).isTrue();
		assertThat(parts.get(0).get("PartNumber").asInt()).isEqualTo(2);
		assertThat(parts.get(0).get("ETag").asString()).contains(etag);
		assertThat(parts.get(0).get("Size").asInt()).isEqualTo(UppyClient.CHUNK);

		this.uppy.resume(upload, ARCHIVE);

		assertKept(upload.key());
	}

	@Test
	void aNewTicketOrTokenOfTheDeviceGoesOn() {
		Upload upload = begin();
		this.uppy.put(upload, 1, ARCHIVE);

		this.coffer = device(this.device);
		aClientOfThatGeneration();
		this.uppy.resume(upload, ARCHIVE);

		assertKept(upload.key());
	}

	@Test
	void anAbortLeavesNothing() {
		Upload upload = begin();
		this.uppy.put(upload, 1, ARCHIVE);
		assertThat(openUploads()).hasSize(1);

		this.uppy.abort(upload);

		assertThat(openUploads()).isEmpty();
		assertThat(objects()).isEmpty();
		refused(404, "upload-not-found", () -> this.uppy.list(upload));
	}

	@Test
	void completedTwiceIsOneBackup() {
		Upload upload = begin();
		JsonNode first = this.uppy.send(upload, ARCHIVE);

		JsonNode second = this.uppy.complete(upload, Map.of(1, "\"of-the-first\""));

		assertThat(second).isEqualTo(first);
		assertThat(objects()).hasSize(1);
	}

	@Test
	void anETagThatLiesIsRefused() {
		Upload upload = begin();
		this.uppy.put(upload, 1, ARCHIVE);

		refused(409, "invalid-parts", () -> this.uppy.complete(upload, Map.of(1, "0123456789abcdef0123456789abcdef")));

		assertThat(objects()).isEmpty();
		assertThat(openUploads()).isEmpty();
	}

	@Test
	void aPartThatIsMissingCanBeSent() {
		Upload upload = begin();
		Map<Integer, String> etags = new LinkedHashMap<>();
		etags.put(1, this.uppy.put(upload, 1, ARCHIVE));
		etags.put(2, "\"never-sent\"");
		refused(409, "upload-incomplete", () -> this.uppy.complete(upload, etags));

		this.uppy.resume(upload, ARCHIVE);

		assertKept(upload.key());
	}

	@Test
	void whatIsNoArchiveIsRefusedBeforeItIsSent() {
		Refused refusal = refused(415, "unsupported-archive", () -> this.uppy.begin("notes.html", "text/html", meta()));

		assertThat(refusal).hasMessage(
				(this.generation == 5) ? refusal.problem().get("message").asString() : "Companion request failed: ");
		assertThat(openUploads()).isEmpty();
	}

	@Test
	void anotherKeyOpensNothing() {
		Upload upload = begin();
		Upload other = new Upload(upload.id(), "x" + upload.key());

		refused(404, "upload-not-found", () -> this.uppy.put(other, 1, ARCHIVE));
		refused(404, "upload-not-found", () -> this.uppy.list(other));
		refused(404, "upload-not-found", () -> this.uppy.complete(other, Map.of(1, "a")));
		refused(404, "upload-not-found", () -> this.uppy.abort(other));

		this.uppy.send(upload, ARCHIVE);
		assertKept(upload.key());
	}

	@Test
	void anUploadOfAnotherDeviceIsNotFound() {
		Upload upload = begin();

		this.coffer = device("other-" + UUID.randomUUID());
		aClientOfThatGeneration();

		refused(404, "upload-not-found", () -> this.uppy.list(upload));
	}

	@Test
	void aCallerWhomNobodyKnowsCanReadThatItIsRefused() {
		this.uppy = (this.generation == 5) ? new UppyFive(this.companion, "no-token")
				: new UppySix(this.companion.substring(0, this.companion.length() - 2));

		refused(401, "unauthenticated", this::begin);
	}

	@Test
	void theSingleRequestIsRefusedWithTheOptionToSet() {
		Refused refusal = refused(400, "use-multipart", () -> this.uppy.params(NAME, "application/zip", meta()));

		assertThat(refusal.problem().get("message").asString()).contains("shouldUseMultipart: true");
	}

	@ParameterizedTest
	@CsvSource({ "POST, /multipart, content-type", "GET, /multipart/some.upload-id/1?key=a.zip,",
			"GET, /multipart/some.upload-id?key=a.zip,", "DELETE, /multipart/some.upload-id?key=a.zip,",
			"POST, /multipart/some.upload-id/complete?key=a.zip, content-type" })
	void browsersAreGivenLeave(String method, String path, @Nullable String header) throws IOException {
		String headers = (this.generation == 6) ? header
				: (header != null) ? "authorization," + header : "authorization";
		String route = this.companion.substring(this.companion.indexOf("/uploads")) + "/s3" + path;

		Wire.Answer answer = preflight(route, UppyClient.ORIGIN, method, headers);

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(UppyClient.ORIGIN);
		assertThat(answer.header("Access-Control-Allow-Methods").split(", ?")).contains(method);
		if (headers != null) {
			assertThat(answer.header("Access-Control-Allow-Headers").split(", ?")).contains(headers.split(","));
		}
		assertThat(preflight(route, "https://evil.example", method, headers).headers().keySet())
			.noneMatch((name) -> name.startsWith("Access-Control"));
	}

	/**
	 * As the plugins send it: beside what the page has set, what Uppy knows of a file.
	 */
	private Map<String, @Nullable Object> meta() {
		Map<String, @Nullable Object> meta = new LinkedHashMap<>();
		meta.put("relativePath", null);
		meta.put("name", NAME);
		meta.put("type", "application/zip");
		meta.put("application", this.application);
		return meta;
	}

	private Upload begin() {
		return this.uppy.begin(NAME, "application/zip", meta());
	}

	private Wire.Answer preflight(String route, String origin, String method, @Nullable String headers)
			throws IOException {
		String asked = "Access-Control-Request-Method: " + method;
		return (headers != null)
				? Wire.ask(this.port, "OPTIONS " + route, "Origin: " + origin, asked,
						"Access-Control-Request-Headers: " + headers)
				: Wire.ask(this.port, "OPTIONS " + route, "Origin: " + origin, asked);
	}

	/** A problem that has what both generations look for. */
	private static Refused refused(int status, String code, ThrowingCallable call) {
		Refused refusal = catchThrowableOfType(Refused.class, call);
		assertThat(refusal).isNotNull();
		JsonNode problem = refusal.problem();
		assertThat(refusal.status()).as(problem.toString()).isEqualTo(status);
		assertThat(problem.get("code").asString()).isEqualTo(code);
		assertThat(problem.get("message").asString()).contains(problem.get("detail").asString());
		if (problem.has("hint")) {
			assertThat(problem.get("message").asString()).contains(problem.get("hint").asString());
		}
		assertThat(problem.get("requestId").asString()).isNotEmpty();
		return refusal;
	}

	/** It is there once, whole, and nothing is open. */
	private void assertKept(String key) {
		byte[] kept = this.coffer.get("/backups/" + Coffer.encode(key) + "/content").hasStatus(200).body();
		assertThat(Archives.sha256(kept)).isEqualTo(Archives.sha256(ARCHIVE));
		assertThat(objects()).containsExactly(key);
		assertThat(openUploads()).isEmpty();
	}

}
