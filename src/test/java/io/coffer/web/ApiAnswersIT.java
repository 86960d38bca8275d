package io.coffer.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.providers.S3Settings;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.DirectClient;
import io.coffer.testing.DirectClient.Upload;
import io.coffer.testing.Form;
import io.coffer.testing.RunningCoffer;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the routes answer is what the document shows, to the last member. */
class ApiAnswersIT extends RunningCoffer {

	private static final JsonMapper JSON = new JsonMapper();

	private final Set<String> asked = new HashSet<>();

	private final String key = "answers-" + UUID.randomUUID() + ".zip";

	@SuppressWarnings("NullAway.Init")
	private ApiDocument document;

	@SuppressWarnings("NullAway.Init")
	private AnswerSchemas schemas;

	@BeforeEach
	void read() throws IOException {
		this.document = ApiDocument.of(this.port);
		this.schemas = new AnswerSchemas(this.document);
	}

	@AfterEach
	void forgetTheSettings() {
		admin().delete("/config?state=adopt");
	}

	@Test
	void everyRouteAnswersWhatTheDocumentShows() {
		uploads();
		straightUploads();
		reads();
		devices();
		vaults();
		retention();
		settings();
		sessions();
		deletions();
		assertThat(this.asked).as("routes").isEqualTo(this.document.operations().keySet());
	}

	private void uploads() {
		Coffer device = device("answers");
		String digest = Archives.digestHeader(Archives.EMPTY_ZIP);
		is(201, "POST /backups", device.upload(Archives.EMPTY_ZIP, "?application=answers", "Repr-Digest", digest,
				"Idempotency-Key", this.key));
		is(200, "POST /backups", device.upload(Archives.EMPTY_ZIP, "?application=answers", "Repr-Digest", digest,
				"Idempotency-Key", this.key));
		is(201, "POST /backups",
				new Form().field("application", "answers").file("a.zip", Archives.EMPTY_ZIP).send(device));
		is(201, "PUT /backups/{key}", device.uploadAs(this.key, Archives.EMPTY_ZIP, "Repr-Digest", digest));
		is(200, "PUT /backups/{key}", device.uploadAs(this.key, Archives.EMPTY_ZIP, "Repr-Digest", digest));
		is(409, "PUT /backups/{key}", device.uploadAs(this.key, Archives.zip(500)));
		is(422, "PUT /backups/{key}", device.uploadAs("other-" + this.key, Archives.zip(500), "Repr-Digest", digest));
	}

	private void straightUploads() {
		Coffer device = device("answers");
		DirectClient direct = new DirectClient(device);
		is(201, "POST /uploads/tickets", device.post("/uploads/tickets"));
		is(400, "GET /uploads/s3/params", device.get("/uploads/s3/params"));
		Answer begun = is(200, "POST /uploads/s3/multipart", direct.begin("a.zip", Map.of("application", "answers")));
		Upload upload = new Upload(begun.key(), begun.json().get("uploadId").asString());
		is(200, "GET /uploads/s3/multipart/{uploadId}/{number}", direct.sign(upload, 1));
		is(200, "GET /uploads/s3/multipart/{uploadId}/batch",
				device.get(direct.path(upload, "/batch") + "&partNumbers=1,2"));
		Map<Integer, String> tags = direct.putAll(upload, Archives.EMPTY_ZIP);
		is(200, "GET /uploads/s3/multipart/{uploadId}", direct.list(upload));
		is(200, "POST /uploads/s3/multipart/{uploadId}/complete", direct.complete(upload, tags));
		is(200, "DELETE /uploads/s3/multipart/{uploadId}", direct.abort(upload));
	}

	private void reads() {
		String path = "/backups/" + this.key;
		is(200, "GET /backups", admin().get("/backups?limit=1"));
		is(200, "GET /backups/latest", admin().get("/backups/latest"));
		Answer shown = is(200, "GET /backups/{key}", admin().get(path));
		String tag = shown.header("ETag").orElseThrow();
		is(304, "GET /backups/{key}", admin().get(path, "If-None-Match", tag));
		is(200, "HEAD /backups/{key}", admin().head(path));
		is(304, "HEAD /backups/{key}", admin().head(path, "If-None-Match", tag));
		is(404, "HEAD /backups/{key}", admin().head("/backups/none.zip"));
		is(200, "GET /backups/{key}/content", admin().get(path + "/content"));
		is(206, "GET /backups/{key}/content", admin().get(path + "/content", "Range", "bytes=0-1"));
		is(416, "GET /backups/{key}/content", admin().get(path + "/content", "Range", "bytes=99-"));
		is(200, "HEAD /backups/{key}/content", admin().head(path + "/content"));
		is(200, "POST /backups/{key}/restore", admin().post(path + "/restore"));
		is(200, "POST /backups/{key}/verify", admin().post(path + "/verify"));
		Answer lines = is(200, "POST /backups/{key}/verify",
				admin().post(path + "/verify", "Accept", "application/x-ndjson"));
		JsonNode last = lines.text().lines().map(JSON::readTree).reduce((first, second) -> second).orElseThrow();
		assertThat(this.schemas.contradictions("VerifyReport", last.get("result"))).isEmpty();
	}

	private void vaults() {
		is(200, "PUT /vaults/{vault}", admin().sendJson("PUT", "/vaults/answers", "{\"quota\": 1000}"));
		is(200, "GET /vaults/{vault}", admin().get("/vaults/answers"));
		is(200, "GET /vaults", admin().get("/vaults"));
		is(204, "DELETE /vaults/{vault}", admin().delete("/vaults/answers"));
		is(404, "DELETE /vaults/{vault}", admin().delete("/vaults/answers"));
	}

	private void devices() {
		is(200, "GET /devices", admin().get("/devices?days=30"));
		is(201, "POST /devices/{name}/token", admin().post("/devices/answers/token"));
		is(204, "DELETE /devices/{name}/token", admin().delete("/devices/answers/token"));
		is(404, "DELETE /devices/{name}/token", admin().delete("/devices/answers/token"));
		is(201, "POST /operators/{name}/token", admin().post("/operators/answers/token?expiresIn=P1D"));
		is(200, "GET /operators", admin().get("/operators"));
		is(204, "DELETE /operators/{name}/token", admin().delete("/operators/answers/token"));
		is(404, "DELETE /operators/{name}/token", admin().delete("/operators/answers/token"));
	}

	private void retention() {
		is(200, "GET /retention", admin().get("/retention"));
		is(200, "PUT /retention", admin().sendJson("PUT", "/retention", """
				{"keepLast": 1, "keepDaily": 2, "keepWithin": "P14D"}"""));
		is(200, "GET /retention", admin().get("/retention"));
		is(200, "POST /retention/preview", admin().post("/retention/preview"));
		is(200, "POST /retention/apply", admin().post("/retention/apply"));
		is(400, "PUT /retention", admin().sendJson("PUT", "/retention", """
				{"keepLast": 0}"""));
		is(200, "PUT /retention", admin().sendJson("PUT", "/retention", "{}"));
	}

	private void settings() {
		is(200, "GET /config", admin().get("/config"));
		is(200, "POST /config/check", admin().post("/config/check"));
		is(200, "POST /config/preview", admin().sendJson("POST", "/config/preview", """
				{"endpoint": "https://my-backups.s3.eu-central-1.amazonaws.com"}"""));
		is(422, "PUT /config", put(this.embedded.open().endpoint().toString(), "no-such-bucket"));
		is(200, "PUT /config", put(this.embedded.open().endpoint().toString(), this.embedded.open().bucket()));
		is(200, "GET /config", admin().get("/config"));
		is(204, "DELETE /config", admin().delete("/config?state=adopt"));
	}

	private void sessions() {
		is(200, "GET /me", admin().get("/me"));
		is(200, "GET /me", device("answers").get("/me"));
		is(401, "POST /sign-in", new Coffer(this.port, "").sendJson("POST", "/sign-in", "{\"code\": \"wrong\"}"));
	}

	private Answer put(String endpoint, String bucket) {
		S3Settings settings = this.embedded.open();
		return admin().sendJson("PUT", "/config",
				JSON.createObjectNode()
					.put("endpoint", endpoint)
					.put("region", settings.region())
					.put("bucket", bucket)
					.put("accessKeyId", settings.accessKeyId())
					.put("secretAccessKey", settings.secretAccessKey())
					.put("rootPath", settings.rootPath())
					.toString());
	}

	private void deletions() {
		is(200, "POST /backups/delete", admin().sendJson("POST", "/backups/delete", """
				{"keys": ["none.zip", "no/name"]}"""));
		is(204, "DELETE /backups/{key}", admin().delete("/backups/" + this.key));
	}

	private Answer is(int status, String route, Answer answer) {
		answer.hasStatus(status);
		assertThat(this.schemas.contradictions(route, answer)).as("%s: %s", route, answer.text()).isEmpty();
		this.asked.add(route);
		return answer;
	}

}
