package io.coffer.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.DirectClient.Upload;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused of straight uploads, and what it leaves. */
class DirectUploadRefusalsIT extends AbstractDirectIT {

	@Test
	void anEntityTagThatLiesEndsTheUpload() {
		Upload upload = begin();
		Map<Integer, String> tags = new HashMap<>(this.direct.putAll(upload, LARGE));
		tags.put(2, tags.get(1));

		this.direct.complete(upload, tags).isProblem(409, "invalid-parts");

		nothingIsLeft();
		this.direct.complete(upload, tags).isProblem(404, "upload-not-found");
	}

	@Test
	void aPartThatIsNotNamedEndsTheUpload() {
		Upload upload = begin();
		Map<Integer, String> tags = new HashMap<>(this.direct.putAll(upload, LARGE));
		tags.remove(2);

		this.direct.complete(upload, tags).isProblem(409, "invalid-parts");
		nothingIsLeft();
	}

	@Test
	void aPartThatIsNamedAndNotThereIsWaitedFor() {
		Upload upload = begin();
		Map<Integer, String> tags = new HashMap<>(this.direct.put(upload, LARGE, 1, 2));
		tags.put(3, "\"0\"");

		this.direct.complete(upload, tags).isProblem(409, "upload-incomplete");

		tags.putAll(this.direct.put(upload, LARGE, 3));
		this.direct.complete(upload, tags).hasStatus(200);
	}

	@Test
	void moreBytesThanDeclaredEndTheUpload() {
		Upload upload = begin(LARGE.length - 1);
		Map<Integer, String> tags = this.direct.putAll(upload, LARGE);

		this.direct.complete(upload, tags).isProblem(409, "invalid-parts");
		nothingIsLeft();
	}

	@Test
	void moreBytesThanDeclaredAreFoundBeforeTheEnd() {
		Upload upload = begin(LARGE.length);
		this.direct.putAll(upload, LARGE);
		this.direct.put(upload, 4, SMALL);

		this.direct.sign(upload, 64).isProblem(409, "invalid-parts");
		nothingIsLeft();
	}

	@Test
	void fewerBytesThanDeclaredAreWaitedFor() {
		Upload upload = begin(LARGE.length + 1);
		Map<Integer, String> tags = this.direct.putAll(upload, LARGE);

		this.direct.complete(upload, tags).isProblem(409, "upload-incomplete");
		assertThat(this.direct.list(upload).json()).hasSize(3);
	}

	@Test
	void aSmallPartInTheMiddleEndsTheUpload() {
		Upload upload = begin();
		Map<Integer, String> tags = Map.of(1, this.direct.put(upload, 1, SMALL), 2, this.direct.put(upload, 2, SMALL));

		Answer refused = this.direct.complete(upload, tags).isProblem(409, "invalid-parts");

		assertThat(refused.json().get("detail").asString()).contains("Part 1 has 1000 bytes", "5242880");
		nothingIsLeft();
	}

	@Test
	void anUploadOfNothingIsRefused() {
		Upload upload = begin();

		this.direct.complete(upload, Map.of()).isProblem(400, "empty-body");
		nothingIsLeft();
	}

	@Test
	void withoutPartsAndSizeNothingTellsTheEnd() {
		Upload upload = begin();
		this.direct.putAll(upload, SMALL);

		this.direct.complete(upload).isProblem(400, "invalid-request");
		assertThat(this.direct.list(upload).json()).hasSize(1);
	}

	@Test
	void whatIsNoArchiveIsRemoved() {
		Upload upload = begin();

		this.direct.send(upload, "a letter, and no archive".getBytes(StandardCharsets.UTF_8))
			.isProblem(415, "unsupported-archive");

		nothingIsLeft();
	}

	@ParameterizedTest
	@CsvSource({ "{\"metadata\": {\"size\": \"many\"}}, invalid-request",
			"{\"metadata\": {\"size\": -1}}, invalid-request", "{\"metadata\": {\"sha256\": \"abc\"}}, invalid-digest",
			"{\"metadata\": {\"application\": [1]}}, invalid-request", "{\"metadata\": 1}, validation-failed",
			"{, invalid-request" })
	void aBeginningThatCannotBeReadIsRefused(String body, String code) {
		String begin = body.replaceFirst("\\{", "{\"filename\": \"a.zip\", ").replace(", }", "}");

		this.coffer.sendJson("POST", "/uploads/s3/multipart", begin).isProblem(400, code);
		nothingIsLeft();
	}

	@Test
	void partsHaveNumbersThatTheStoreTakes() {
		Upload upload = begin();

		for (String number : List.of("0", "-1", "10001")) {
			this.coffer.get(this.direct.path(upload, "/" + number)).isProblem(400, "invalid-request");
		}
		this.coffer.get(this.direct.path(upload, "/one")).isProblem(400, "validation-failed");
		for (String numbers : List.of("", "0", "1,,2", "1,x", "1,10001")) {
			this.coffer.get(this.direct.path(upload, "/batch") + "&partNumbers=" + numbers)
				.isProblem(400, "invalid-request");
		}
		this.direct.abort(upload).hasStatus(200);
	}

	@Test
	void anArchiveInOneRequestIsRefusedWithAMessageForPeople() {
		Answer refused = this.coffer.get("/uploads/s3/params?filename=a.zip&type=application%2Fzip")
			.isProblem(400, "use-multipart");

		assertThat(refused.json().get("message").asString()).contains("shouldUseMultipart: true");
	}

}
