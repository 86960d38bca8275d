package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ContentDisposition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every key is either a problem or comes back as it was, by every route. */
class KeysIT extends AbstractBackupIT {

	private static final List<String> REQUESTS = List.of("PUT /backups/%s", "GET /backups/%s", "HEAD /backups/%s",
			"DELETE /backups/%s", "GET /backups/%s/content", "HEAD /backups/%s/content", "POST /backups/%s/restore");

	static Stream<String> bytesThatAreNoName() {
		return Stream.of("..", ".", "%2e%2e", "..%2Fa.zip", "%2e%2e%2fa.zip", "a%2Fb.zip", "%2Fa.zip", "a%5Cb.zip",
				"a\\b.zip", "a%00.zip", "%00", "a//b.zip", "/a.zip", "a/b.zip", "a/../b.zip", "a;b.zip", "a.zip;x=y",
				"a%3Bb.zip", "%25.zip", "a%25b.zip", "%2525.zip", "%", "%z.zip", "%4", "a%C3%28.zip", "%ff.zip",
				"%C0%AE%C0%AE.zip", "%ED%A0%80.zip", "\u00e9.zip", "a|b.zip", "a.zip%0D%0AX: y", "a.zip%20HTTP");
	}

	static Stream<String> textsThatAreNoName() {
		return Stream.of("a\tb.zip", "a\nb.zip", "a\u007fb.zip", "a\u0085b.zip", "a\u2028b.zip", "\ufffea.zip", "zip",
				"a.exe", "a", "a.zip.", "a.zip ", "a.", "latest.", "x".repeat(7000) + ".zip");
	}

	static Stream<String> namesOfOthers() {
		return Stream.of("cherry-studio.20250711093000.Kang\u2019s-Mac %s.mac.zip", "DESKTOP~1 %s.zip",
				"backup #1 %s.zip", "my backup [old] %s.zip", "x,y %s.zip", "\u5907\u4efd\uff0c\u6700\u65b0 %s.zip",
				".%s.zip", "-%s.zip", " %s  a.zip", "a?b=c&d %s.zip", "a:b*|<\"'>^`{}!$= %s.zip",
				"\ud83d\udce6 %s.tar.gz", "\u202e\u200b\ufeff\u00a0\u2003 %s.zip", "..%s.zip",
				"%s." + "x".repeat(150) + ".zip");
	}

	static Stream<String> names() {
		return Stream.of("a+b", "a b c", "\u5907\u4efd", "\u092c\u0948\u0915\u0905\u092a", "\u0646\u0633\u062e\u0629",
				"caf\u00e9", "\ud842\udfb7", "A (1)@-_.x", "a.zip", "a+b+", "100", "a.20250711093000.b.c", "a..b",
				"\u0661\u0662", "\u1ea1\u0301b");
	}

	@ParameterizedTest
	@MethodSource("bytesThatAreNoName")
	void whatIsNoPathOfABackupIsAProblem(String target) throws IOException {
		List<String> before = this.store.keys("");
		for (String request : REQUESTS) {
			isRefused(request.formatted(target.replace(" ", "%20")));
		}

		assertThat(this.store.keys("")).as("nothing was stored").isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("textsThatAreNoName")
	void whatIsNoNameOfABackupIsAProblem(String text) throws IOException {
		List<String> before = this.store.keys("");
		for (String request : REQUESTS) {
			isRefused(request.formatted(Coffer.encode(text)));
		}

		assertThat(this.store.keys("")).as("nothing was stored").isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("namesOfOthers")
	void whatOthersPutThereIsReadAndDeletedButNotWritten(String pattern) throws Exception {
		String key = pattern.formatted(this.application);
		byte[] archive = Archives.zip(1000);

		for (Coffer client : List.of(this.coffer, admin())) {
			client.uploadAs(key, archive).isProblem(400, "invalid-name");
		}
		this.coffer.get("/backups/" + Coffer.encode(key)).isProblem(404, "backup-not-found");
		this.store.put(key, archive);

		isReadByEveryRoute(key, archive);
		JsonNode steps = admin().post("/backups/" + Coffer.encode(key) + "/verify").hasStatus(200).json();
		assertThat(steps.get("key").asString()).isEqualTo(key);
		isDeleted(key);
		this.store.put(key, archive);
		JsonNode many = admin()
			.sendJson("POST", "/backups/delete", new JsonMapper().writeValueAsString(Map.of("keys", List.of(key))))
			.hasStatus(200)
			.json();
		assertThat(many.get("deleted").get(0).asString()).isEqualTo(key);
		assertThat(this.store.keys(key)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("names")
	void whatIsANameComesBackByEveryRoute(String name) throws Exception {
		comesBack(name + " " + this.application.substring(4) + ".zip");
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "\u5907", "\u00e9" })
	void aNewNameMayHave180Bytes(String letter) throws Exception {
		int bytes = letter.getBytes(StandardCharsets.UTF_8).length;
		String stem = this.application + letter.repeat((176 - this.application.length()) / bytes);
		String filler = "y".repeat(176 - stem.getBytes(StandardCharsets.UTF_8).length);

		comesBack(stem + filler + ".zip");
		this.coffer.uploadAs(stem + filler + "y.zip", Archives.EMPTY_ZIP).isProblem(400, "invalid-name");
	}

	@Test
	void theLongestNameCounts180BytesOnceItIsComposed() {
		String composed = this.application + "\u00e9".repeat((176 - this.application.length()) / 2);
		String decomposed = composed.replace("\u00e9", "e\u0301");

		assertThat(this.coffer.uploadAs(decomposed + ".zip", Archives.EMPTY_ZIP).hasStatus(201).key())
			.isEqualTo(composed + ".zip");
	}

	@Test
	void aDecomposedNameIsAnotherOneWhenItIsRead() {
		String composed = "caf\u00e9 " + this.application + ".zip";
		String decomposed = "cafe\u0301 " + this.application + ".zip";
		this.coffer.uploadAs(composed, Archives.EMPTY_ZIP).hasStatus(201);
		this.store.put(decomposed, Archives.zip(1000));

		admin().delete("/backups/" + Coffer.encode(composed)).hasStatus(204);

		this.coffer.get("/backups/" + Coffer.encode(composed)).isProblem(404, "backup-not-found");
		assertThat(this.coffer.get("/backups/" + Coffer.encode(decomposed)).hasStatus(200).key()).isEqualTo(decomposed);
		assertThat(this.coffer.get("/backups/" + Coffer.encode(decomposed) + "/content").hasStatus(200).body())
			.hasSize(1000);
	}

	@Test
	void aPlusIsAPlusHoweverItIsWritten() throws IOException {
		String name = "a+b-" + this.application + ".zip";
		Wire.ask(this.port, "PUT /backups/" + name, Archives.EMPTY_ZIP, bearer());

		for (String written : new String[] { name, name.replace("+", "%2B"), name.replace("a", "%61") }) {
			assertThat(this.coffer.get("/backups/" + written).hasStatus(200).key()).isEqualTo(name);
		}
		this.coffer.get("/backups/" + name.replace("+", "%20")).isProblem(404, "backup-not-found");
	}

	@Test
	void caseMatters() {
		this.coffer.uploadAs(this.application + ".ZIP", Archives.EMPTY_ZIP).hasStatus(201);

		this.coffer.get("/backups/" + this.application + ".zip").isProblem(404, "backup-not-found");
	}

	private void comesBack(String key) throws Exception {
		byte[] archive = Archives.zip(1000);

		assertThat(admin().uploadAs(key, archive).hasStatus(201).key()).isEqualTo(key);

		isReadByEveryRoute(key, archive);
		isDeleted(key);
	}

	private void isReadByEveryRoute(String key, byte[] archive) throws Exception {
		String path = "/backups/" + Coffer.encode(key);
		assertThat(listed(key)).isEqualTo(key);
		Answer description = this.coffer.get(path).hasStatus(200);
		assertThat(description.key()).isEqualTo(key);
		assertThat(description.header("Content-Disposition")).as("of a description, which is no file").isEmpty();
		this.coffer.head(path).hasStatus(200);
		Answer content = this.coffer.get(path + "/content").hasStatus(200);
		assertThat(content.body()).isEqualTo(archive);
		String disposition = content.header("Content-Disposition").orElseThrow();
		assertThat(disposition).isASCII().startsWith("attachment;");
		assertThat(key).endsWith(ContentDisposition.parse(disposition).getFilename());
		JsonNode link = this.coffer.post(path + "/restore").hasStatus(200).json();
		assertThat(link.get("key").asString()).isEqualTo(key);
		assertThat(download(link.get("url").asString())).isEqualTo(archive);
		assertThat(this.store.get(key)).isEqualTo(archive);
	}

	private void isDeleted(String key) {
		String path = "/backups/" + Coffer.encode(key);
		admin().delete(path).hasStatus(204);
		this.coffer.get(path).isProblem(404, "backup-not-found");
		assertThat(this.store.keys(key)).isEmpty();
	}

	private String listed(String key) {
		List<String> found = new ArrayList<>();
		JsonNode page = this.coffer.get("/backups?q=" + Coffer.encode(key)).hasStatus(200).json();
		page.get("items").forEach((item) -> found.add(item.get("key").asString()));
		assertThat(found).hasSize(1);
		return found.get(0);
	}

	private void isRefused(String requestLine) throws IOException {
		byte[] body = requestLine.startsWith("PUT") ? Archives.EMPTY_ZIP : new byte[0];
		Wire.Answer answer = Wire.ask(this.port, requestLine, body, "Authorization: Bearer " + ADMIN_TOKEN,
				"Accept: text/html");

		assertThat(answer.status()).as(requestLine + answer.body()).isIn(400, 404);
		assertThat(answer.header("Content-Type")).as(requestLine).startsWith("application/problem+json");
		assertThat(answer.body()).as(requestLine).doesNotContain("<");
		if (!requestLine.startsWith("HEAD")) {
			assertThat(answer.json().get("code").asString()).as(requestLine)
				.isIn("invalid-request", "invalid-name", "not-found");
		}
	}

	private static byte[] download(String url) throws IOException, InterruptedException {
		HttpResponse<byte[]> answer = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
		assertThat(answer.statusCode()).isEqualTo(200);
		return answer.body();
	}

}
