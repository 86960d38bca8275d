package io.coffer.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.Form;
import io.coffer.testing.RunningCoffer;
import io.coffer.testing.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One line of JSON for each deed: who, from where, what, and how it ended. */
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "coffer.retention.grace=PT0S")
class AuditIT extends RunningCoffer {

	private static final String LOGGER = "io.coffer.audit";

	private static final byte[] ARCHIVE = Archives.zip(1000);

	private final CapturedOutput output;

	private final String name = "device-" + UUID.randomUUID();

	@SuppressWarnings("NullAway.Init")
	private Coffer laptop;

	private String key = "";

	AuditIT(CapturedOutput output) {
		this.output = output;
	}

	@BeforeEach
	void aDeviceWithABackup() {
		this.laptop = device(this.name);
		this.key = this.laptop.upload(ARCHIVE, "?application=notes").hasStatus(201).key();
	}

	@AfterEach
	void noLineHasASecretOrAnUrl() {
		assertThat(lines()).isNotEmpty().allSatisfy((line) -> {
			assertThat(line).matches("[ -~]+");
			assertThat(line).doesNotContain(this.laptop.token(), ADMIN_TOKEN, "X-Amz",
					this.embedded.open().secretAccessKey());
		});
	}

	@Test
	void anUpload() {
		hasLine("upload", "ok", "\"token\":\"%s\",\"role\":\"device\",\"address\":\"127.0.0.1\"".formatted(this.name),
				"\"key\":\"%s\",\"size\":%d".formatted(this.key, ARCHIVE.length));
	}

	@Test
	void anUploadThatIsStoredAlready() {
		String[] retry = { "Idempotency-Key", UUID.randomUUID().toString() };
		Answer first = this.laptop.upload(ARCHIVE, "", retry).hasStatus(201);
		Answer second = this.laptop.upload(ARCHIVE, "", retry).hasStatus(200);

		hasLine(second, "upload", "repeated", "\"key\":\"" + first.key() + "\"");
	}

	@Test
	void anUploadThatIsRefused() {
		hasLine(this.laptop.uploadAs(this.key, ARCHIVE).isProblem(409, "backup-exists"), "upload", "backup-exists",
				"\"key\":\"" + this.key + "\"");
		hasLine(this.laptop.upload(new byte[0], "").isProblem(400, "empty-body"), "upload", "empty-body");
	}

	@Test
	void anUploadInTheNameOfAnotherDevice() {
		hasLine(this.laptop.upload(ARCHIVE, "?device=victim").isProblem(403, "foreign-device"), "upload",
				"foreign-device", "\"token\":\"" + this.name + "\"");
	}

	@Test
	void aRestore() {
		hasLine(this.laptop.post("/backups/" + this.key + "/restore").hasStatus(200), "restore", "ok",
				"\"key\":\"%s\",\"size\":%d".formatted(this.key, ARCHIVE.length));
		hasLine(this.laptop.post("/backups/gone.zip/restore").isProblem(404, "backup-not-found"), "restore",
				"backup-not-found", "\"key\":\"gone.zip\"");
	}

	@Test
	void aDownload() {
		String content = "/backups/" + this.key + "/content";
		hasLine(this.laptop.get(content, "Range", "bytes=0-99").hasStatus(206), "download", "ok",
				"\"key\":\"%s\",\"size\":100".formatted(this.key));
		hasLine(this.laptop.get("/backups/gone.zip/content").isProblem(404, "backup-not-found"), "download",
				"backup-not-found");
		Answer described = this.laptop.head(content).hasStatus(200);
		assertThat(lines()).noneMatch((line) -> line.contains(id(described)));
	}

	@Test
	void aDeletion() {
		hasLine(admin().delete("/backups/" + this.key).hasStatus(204), "delete", "ok",
				"\"token\":\"admin\",\"role\":\"admin\"", "\"key\":\"" + this.key + "\"");
	}

	@Test
	void eachOfSeveralDeletions() {
		Answer answer = admin()
			.sendJson("POST", "/backups/delete", "{\"keys\": [\"%s\", \"../other\\nline\"]}".formatted(this.key))
			.hasStatus(200);

		hasLine(answer, "delete", "ok", "\"key\":\"" + this.key + "\"");
		hasLine(answer, "delete", "invalid-name", "\"key\":\"../other\\nline\"");
	}

	/** Nothing else looks after backups that were put into the bucket. */
	@Test
	void whatRetentionRemoves() {
		String server = "server-" + UUID.randomUUID();
		String older = this.key.replaceFirst(this.name + ".*", server + ".a.zip");
		store().put(older, ARCHIVE);
		store().put(older.replace(".a.zip", ".b.zip"), ARCHIVE);
		hasLine(admin().sendJson("PUT", "/retention", "{\"keepLast\": 1}").hasStatus(200), "retention-change", "ok",
				"keepLast=1");
		Answer applied = admin().post("/retention/apply").hasStatus(200);
		admin().sendJson("PUT", "/retention", "{}").hasStatus(200);

		hasLine(applied, "retention-remove", "ok", "\"token\":\"admin\"", "\"key\":\"" + older + "\"",
				"\"size\":" + ARCHIVE.length);
	}

	@Test
	void whatChangesTheSettings() {
		String secret = "a-secret-" + UUID.randomUUID();
		String settings = "{\"endpoint\": \"http://127.0.0.1:1\", \"region\": \"a\", \"bucket\": \"bucket\", "
				+ "\"accessKeyId\": \"id\", \"secretAccessKey\": \"" + secret + "\"}";
		hasLine(admin().sendJson("PUT", "/config", settings).isProblem(422, "check-failed"), "settings-change",
				"check-failed");
		hasLine(admin().sendJson("PUT", "/config?check=false&state=adopt", settings).hasStatus(200), "settings-change",
				"ok", "\"endpoint\":\"http://127.0.0.1:1/bucket/\"");
		hasLine(admin().delete("/config?state=adopt").hasStatus(204), "settings-forget", "ok");
		assertThat(this.output).doesNotContain(secret);
	}

	@Test
	void whatChangesTokens() {
		String path = "/devices/" + this.name + "/token";
		hasLine("token-make", "ok", "\"device\":\"" + this.name + "\"");
		hasLine(admin().delete(path).hasStatus(204), "token-revoke", "ok", "\"device\":\"" + this.name + "\"");
		hasLine(admin().delete(path).isProblem(404, "device-not-found"), "token-revoke", "device-not-found");
		hasLine(admin().post("/devices/admin/token").isProblem(409, "device-managed"), "token-make", "device-managed");
	}

	@Test
	void whoeverIsTurnedAway() throws IOException {
		hasLine(this.laptop.delete("/backups/" + this.key).isProblem(403, "forbidden"), "refuse", "role",
				"\"token\":\"" + this.name + "\"", "\"request\":\"DELETE /backups/" + this.key + "\"");
		hasLine(new Coffer(this.port, "no-such-token").get("/backups?q=hidden").isProblem(401, "unauthenticated"),
				"refuse", "invalid-token", "\"request\":\"GET /backups\"");
		Wire.ask(this.port, "GET /config", "X-Request-Id: nobody-" + this.name).isProblem(401, "unauthenticated");
		hasLine("refuse", "no-token", "\"requestId\":\"nobody-" + this.name + "\"");
		assertThat(lines()).noneMatch((line) -> line.contains("no-such-token") || line.contains("hidden"));
	}

	@Test
	void whatAClientWritesCannotBeginALineOrSteerATerminal() {
		String forged = "a\"}\r\n{\"action\":\"forged\"} \u001b[2J\u0085\u2028\u202e";
		for (String path : List.of("/backups/" + Coffer.encode(forged), "/devices/x/token/" + Coffer.encode(forged))) {
			this.laptop.delete(path);
			admin().delete(path);
		}
		new Form().field("device", forged).file("a.zip", ARCHIVE).send(this.laptop);
		admin().sendJson("POST", "/backups/delete",
				JsonMapper.shared().writeValueAsString(Map.of("keys", List.of(forged))));

		assertThat(lines()).allSatisfy((line) -> assertThat(json(line).get("action").asString()).isNotEqualTo("forged"))
			.anySatisfy((line) -> assertThat(line).contains("\"key\":\"a\\\"}\\r\\n{\\\"action"));
	}

	private void hasLine(Answer answer, String action, String outcome, String... parts) {
		String[] all = new String[parts.length + 1];
		all[0] = "\"requestId\":\"" + id(answer) + "\"";
		System.arraycopy(parts, 0, all, 1, parts.length);
		hasLine(action, outcome, all);
	}

	/** The line of a download is written when the client has its last byte already. */
	private void hasLine(String action, String outcome, String... parts) {
		await().untilAsserted(() -> assertThat(lines().stream()
			.filter((line) -> line.startsWith("{\"action\":\"%s\",\"outcome\":\"%s\"".formatted(action, outcome)))
			.filter((line) -> List.of(parts).stream().allMatch(line::contains))).as("in %s", lines()).hasSize(1));
	}

	private static String id(Answer answer) {
		return answer.header("X-Request-Id").orElseThrow();
	}

	private List<String> lines() {
		return this.output.toString()
			.lines()
			.filter((line) -> line.contains(LOGGER) && line.contains(" : {"))
			.map((line) -> line.substring(line.indexOf(" : {") + 3))
			.toList();
	}

	private static JsonNode json(String line) {
		return JsonMapper.shared().readTree(line);
	}

}
