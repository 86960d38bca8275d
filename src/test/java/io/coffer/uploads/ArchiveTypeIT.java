package io.coffer.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files count as archives: by the name's end and by the first bytes. */
class ArchiveTypeIT extends AbstractBackupIT {

	@ParameterizedTest
	@ValueSource(strings = { "a.exe", "a.zip.exe", "a.HTML", "a.svg", "a.apk" })
	void aProgramOrAPageIsRefused(String filename) {
		refused(this.coffer.upload(Archives.EMPTY_ZIP, query("filename=" + filename)));
		refused(new Form().field("application", this.application).file(filename, Archives.EMPTY_ZIP).send(this.coffer));
		this.coffer.uploadAs(this.application + filename, Archives.EMPTY_ZIP).isProblem(400, "invalid-name");
		nothingIsLeft();
	}

	@ParameterizedTest
	@ValueSource(strings = { "zip", "tar.gz", "tar", "zst", "7z" })
	void contentThatDoesNotMatchTheNameIsRefused(String extension) {
		for (int size : new int[] { 1, 1000, PART + 1 }) {
			byte[] text = new byte[size];
			Arrays.fill(text, (byte) 'x');

			refused(this.coffer.upload(text, query("filename=a." + extension)), "whole, and named");
			refused(this.coffer.uploadAs(this.application + "." + extension, text), "whole, and named");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 1000, PART + 1 })
	void contentThatTellsNothingIsRefusedWithoutAName(int size) {
		refused(this.coffer.upload(new byte[size], query()));
		refused(chunked(new byte[size], query()));
		refused(this.coffer.upload(new byte[size], query("filename=archive")));
		refused(this.coffer.upload(new byte[size], query("filename=my.tmp")));
	}

	@ParameterizedTest
	@CsvSource({ "zip, 504b0506, application/zip", "zip, 504b3030504b0304, application/zip",
			"ZIP, 504b0304, application/zip", "tgz, 1f8b, application/gzip", "tar.zst, 5f2a4d18, application/zstd",
			"7z, 377abcaf271c, application/x-7z-compressed", "bak, 504b0304, application/octet-stream",
			"tar.gz.age, c0ffee, application/octet-stream", "zip.gpg, c0ffee, application/octet-stream",
			"sql, c0ffee, application/octet-stream", "cherrybackup, 504b0304, application/octet-stream",
			"tar.xz, fd377a585a00, application/octet-stream", "json, 7b7d, application/octet-stream" })
	void anyOtherExtensionIsTaken(String extension, String beginning, String contentType) {
		byte[] archive = HexFormat.of().parseHex(beginning);

		Answer made = this.coffer.upload(archive, query("filename=a." + extension)).hasStatus(201);
		Answer chosen = this.coffer.uploadAs(this.application + "." + extension, archive).hasStatus(201);

		assertThat(made.key()).matches(".*\\.[0-9a-f]{12}\\." + extension.toLowerCase(Locale.ROOT));
		assertThat(made.json().get("device").asString()).isEqualTo(this.device);
		assertThat(made.json().get("contentType").asString()).isEqualTo(contentType);
		assertThat(chosen.json().get("contentType").asString()).isEqualTo(contentType);
		Answer content = this.coffer.get("/backups/" + made.key() + "/content").hasStatus(200);
		assertThat(content.header("Content-Disposition")).hasValue("attachment; filename=\"a." + extension + "\"");
		assertThat(content.header("X-Content-Type-Options")).hasValue("nosniff");
	}

	@Test
	void whatNobodyKnowsIsVerifiedByItsDigestAlone() {
		Answer stored = this.coffer.upload(Archives.EMPTY_ZIP, query("filename=a.tar.gz.age")).hasStatus(201);

		String steps = admin().post("/backups/" + stored.key() + "/verify")
			.hasStatus(200)
			.json()
			.get("steps")
			.toString();

		assertThat(steps).contains("\"name\":\"digest\",\"status\":\"passed\"")
			.contains("\"name\":\"archive\",\"status\":\"skipped\",\"code\":\"not-checkable\"");
	}

	@Test
	void anyTarIsTaken() throws IOException {
		assertThat(this.coffer.upload(tar(), query("filename=a.tar")).hasStatus(201).json().get("contentType"))
			.hasToString("\"application/x-tar\"");
		assertThat(this.coffer.upload(tar(), query()).hasStatus(201).key()).endsWith(".tar");
		this.coffer.uploadAs(this.application + ".tar", new byte[10240]).hasStatus(201);
	}

	@ParameterizedTest
	@CsvSource({ "504b0506, zip", "377abcaf271c, 7z", "1f8b08, gz", "6167652d656e6372797074696f6e2e6f72672f7631, age" })
	void withoutAFileNameTheFirstBytesDecide(String beginning, String extension) {
		byte[] archive = HexFormat.of().parseHex(beginning);

		assertThat(this.coffer.upload(archive, query()).hasStatus(201).key()).endsWith("." + extension);
		assertThat(this.coffer.upload(archive, query("filename=archive")).hasStatus(201).key())
			.endsWith("." + extension);
		assertThat(chunked(archive, query()).hasStatus(201).key()).endsWith("." + extension);
	}

	private void refused(Answer answer) {
		refused(answer, "tar.gz");
	}

	private void refused(Answer answer, String hint) {
		answer.isProblem(415, "unsupported-archive");
		assertThat(answer.json().get("hint").asString()).contains(hint);
		nothingIsLeft();
	}

	private void nothingIsLeft() {
		assertThat(objects()).isEmpty();
		assertThat(openUploads()).isEmpty();
	}

	private static byte[] tar() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
			tar.putArchiveEntry(new TarArchiveEntry("full 2026", (byte) 'V'));
			tar.closeArchiveEntry();
		}
		return bytes.toByteArray();
	}

}
