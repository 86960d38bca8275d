package io.coffer.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Wire;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of a backup through Coffer, whole or a range of them. */
class ContentIT extends AbstractBackupIT {

	private final byte[] archive = Archives.zip(1000);

	private String path;

	@BeforeEach
	void aBackup() {
		this.path = "/backups/" + this.coffer.upload(this.archive, query("filename=my%20notes.zip")).key() + "/content";
	}

	@Test
	void theWholeArchiveIsADownloadThatNothingRuns() {
		Answer content = this.coffer.get(this.path).hasStatus(200);

		assertThat(content.body()).isEqualTo(this.archive);
		isDescribed(content);
		assertThat(content.header("Content-Length")).hasValue("1000");
		assertThat(content.header("Content-Range")).isEmpty();
	}

	@Test
	void aLargeArchiveComesWhole() {
		byte[] large = Archives.zip(2 * PART + 77);
		String key = this.coffer.upload(large, query()).hasStatus(201).key();

		Answer content = this.coffer.get("/backups/" + key + "/content").hasStatus(200);
		Answer end = this.coffer.get("/backups/" + key + "/content", "Range", "bytes=" + (2 * PART) + "-")
			.hasStatus(206);

		assertThat(Archives.sha256(content.body())).isEqualTo(Archives.sha256(large));
		assertThat(end.body()).isEqualTo(Arrays.copyOfRange(large, 2 * PART, large.length));
	}

	@ParameterizedTest
	@CsvSource({ "0-0, 0, 0", "0-99, 0, 99", "100-199, 100, 199", "-10, 990, 999", "990-, 990, 999", "0-, 0, 999",
			"999-, 999, 999", "990-2000, 990, 999", "-2000, 0, 999", "0-999, 0, 999" })
	void oneRangeIsSentAlone(String range, int from, int to) {
		Answer content = this.coffer.get(this.path, "Range", "bytes=" + range).hasStatus(206);

		assertThat(content.body()).isEqualTo(Arrays.copyOfRange(this.archive, from, to + 1));
		assertThat(content.header("Content-Range")).hasValue("bytes %d-%d/1000".formatted(from, to));
		assertThat(content.header("Content-Length")).hasValue(Integer.toString(to - from + 1));
		isDescribed(content);
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes=0-1,3-4", "bytes=0-0, -1", "bytes=x", "bytes=", "bytes=-", "bytes=5-1", "items=0-1",
			"0-1", "bytes=--1", "bytes 0-1" })
	void anythingElseSendsTheWhole(String range) {
		Answer content = this.coffer.get(this.path, "Range", range).hasStatus(200);

		assertThat(content.body()).isEqualTo(this.archive);
		assertThat(content.header("Content-Range")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes=1000-", "bytes=1000-1001", "bytes=99999999999-", "bytes=-0" })
	void aRangeOutsideOfTheArchiveIsAProblem(String range) {
		Answer answer = this.coffer.get(this.path, "Range", range).isProblem(416, "range-not-satisfiable");

		assertThat(answer.header("Content-Range")).hasValue("bytes */1000");
	}

	@Test
	void aRangeIsSentIfTheArchiveIsStillTheSame() {
		String tag = this.coffer.head(this.path).header("ETag").orElseThrow();

		this.coffer.get(this.path, "Range", "bytes=0-9", "If-Range", tag).hasStatus(206);

		for (String other : new String[] { "\"another\"", "W/" + tag, "Wed, 21 Oct 2015 07:28:00 GMT" }) {
			Answer whole = this.coffer.get(this.path, "Range", "bytes=0-9", "If-Range", other).hasStatus(200);
			assertThat(whole.body()).isEqualTo(this.archive);
		}
		this.coffer.get(this.path, "Range", "bytes=5000-", "If-Range", "\"another\"").hasStatus(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			If-Match: {tag}                                                   | 200
			If-Match: "other", {tag}                                          | 200
			If-Match: *                                                       | 200
			If-Match: "other"                                                 | 412
			If-Match: W/{tag}                                                 | 412
			If-Match: {tag}; If-Unmodified-Since: {before}                    | 200
			If-Unmodified-Since: {time}                                       | 200
			If-Unmodified-Since: {before}                                     | 412
			If-Unmodified-Since: yesterday                                    | 200
			If-None-Match: {tag}                                              | 304
			If-None-Match: W/{tag}                                            | 304
			If-None-Match: *                                                  | 304
			If-None-Match: "other"                                            | 200
			If-None-Match: "other"; If-Modified-Since: {time}                 | 200
			If-Modified-Since: {time}                                         | 304
			If-Modified-Since: {before}                                       | 200
			If-Match: {tag}; If-None-Match: {tag}                             | 304
			If-Unmodified-Since: {time}; If-None-Match: {tag}                 | 304
			If-Match: "other"; If-None-Match: {tag}                           | 412
			If-Match: "other"; Range: bytes=0-9                               | 412
			If-Match: {tag}; Range: bytes=0-9                                 | 206
			If-None-Match: {tag}; Range: bytes=0-9                            | 304
			""")
	void conditionsAreHeededInTheirOrder(String headers, int status) {
		Answer head = this.coffer.head(this.path);
		String tag = head.header("ETag").orElseThrow();
		String time = head.header("Last-Modified").orElseThrow();
		String before = DateTimeFormatter.RFC_1123_DATE_TIME
			.format(ZonedDateTime.parse(time, DateTimeFormatter.RFC_1123_DATE_TIME).minusSeconds(1));
		String[] given = headers.replace("{tag}", tag)
			.replace("{time}", time)
			.replace("{before}", before)
			.split("; |: ");

		Answer answer = this.coffer.get(this.path, given).hasStatus(status);

		if (status == 412) {
			answer.isProblem(412, "precondition-failed");
			return;
		}
		assertThat(answer.header("ETag")).hasValue(tag);
		assertThat(answer.header("Last-Modified")).hasValue(time);
		assertThat(answer.body()).hasSize(Map.of(200, 1000, 206, 10).getOrDefault(status, 0));
	}

	@Test
	void headDescribesTheWholeArchive() {
		Answer head = this.coffer.head(this.path).hasStatus(200);
		Answer withRange = this.coffer.head(this.path, "Range", "bytes=0-9").hasStatus(200);

		for (Answer answer : new Answer[] { head, withRange }) {
			assertThat(answer.body()).isEmpty();
			assertThat(answer.header("Content-Length")).hasValue("1000");
			assertThat(answer.header("Content-Range")).isEmpty();
			isDescribed(answer);
		}
	}

	@Test
	void headOfWhatIsGoneIsAProblem() throws IOException {
		Wire.Answer gone = Wire.ask(this.port, "HEAD /backups/" + this.application + ".zip/content", bearer());

		assertThat(gone.status()).isEqualTo(404);
		assertThat(gone.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(gone.header("Content-Disposition")).isEmpty();
	}

	@Test
	void anEmptyObjectIsAnEmptyDownload() {
		String key = this.application + ".zip";
		this.store.put(key, new byte[0]);

		Answer content = this.coffer.get("/backups/" + key + "/content").hasStatus(200);

		assertThat(content.body()).isEmpty();
		assertThat(content.header("Content-Length")).hasValue("0");
		this.coffer.get("/backups/" + key + "/content", "Range", "bytes=0-").isProblem(416, "range-not-satisfiable");
	}

	private static void isDescribed(Answer content) {
		assertThat(content.header("Content-Type")).hasValue("application/zip");
		assertThat(content.header("Content-Disposition")).hasValue("attachment; filename=\"my notes.zip\"");
		assertThat(content.header("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(content.header("Content-Security-Policy")).hasValue("sandbox");
		assertThat(content.header("Accept-Ranges")).hasValue("bytes");
		assertThat(content.header("ETag")).hasValueSatisfying((tag) -> assertThat(tag).matches("\".+\""));
	}

}
