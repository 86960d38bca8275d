package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Form;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files count as archives: by the name's end and by the first bytes. */
class ArchiveTypeIT extends BackupsRoom {

	private static final String ZIP = "504b0304";

	private static final String GZIP = "1f8b08";

	private static final String ZSTD = "28b52ffd";

	@ParameterizedTest
	@ValueSource(strings = { "a.exe", "a.rar", "a.zip.exe", "my.backup", "a.", "zip.", "a.zi", "a.tar.bz2", "a.txt" })
	void aFileWithAnotherExtensionIsRefused(String filename) {
		refused(this.coffer.upload(Archives.EMPTY_ZIP, query("filename=" + filename)));
		refused(new Form().field("application", this.application).file(filename, Archives.EMPTY_ZIP).send(this.coffer));
	}

	@Test
	void aNameWithAnotherExtensionIsNoBackups() {
		this.coffer.uploadAs(this.application + ".exe", Archives.EMPTY_ZIP).isProblem(400, "invalid-name");
		nothingIsLeft();
	}

	@ParameterizedTest
	@ValueSource(strings = { "zip", "tar.gz", "tgz", "gz", "tar", "tar.zst", "zst", "7z" })
	void contentThatDoesNotMatchTheNameIsRefused(String extension) {
		for (int size : new int[] { 1, 1000, PART + 1 }) {
			byte[] text = new byte[size];
			Arrays.fill(text, (byte) 'x');

			refused(this.coffer.upload(text, query("filename=a." + extension)));
			refused(this.coffer.uploadAs(this.application + "." + extension, text));
		}
	}

	@ParameterizedTest
	@CsvSource({ "zip, " + GZIP, "gz, " + ZIP, "tar, " + ZIP, "zst, " + GZIP, "7z, " + ZIP, "tar.gz, " + ZSTD,
			"zip, 504b0102", "zip, 504b", "gz, 1f", "zst, 28b52f", "zst, 602a4d18", "7z, 377abcaf271d" })
	void oneArchiveIsNotTakenForAnother(String extension, String beginning) {
		refused(this.coffer.upload(HexFormat.of().parseHex(beginning), query("filename=a." + extension)));
	}

	@Test
	void aTarWithItsMarkElsewhereIsRefused() {
		byte[] tar = tar();
		byte[] moved = Arrays.copyOfRange(tar, 1, tar.length);

		refused(this.coffer.upload(moved, query("filename=a.tar")));
		refused(this.coffer.upload(Arrays.copyOf(tar, 261), query("filename=a.tar")));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 1000, PART + 1 })
	void contentThatIsNoArchiveIsRefusedWithoutAName(int size) {
		refused(this.coffer.upload(new byte[size], query()));
		refused(chunked(new byte[size], query()));
		refused(this.coffer.upload(new byte[size], query("filename=archive")));
	}

	@ParameterizedTest
	@CsvSource({ "zip, 504b0304, application/zip", "zip, 504b0506, application/zip", "zip, 504b0708, application/zip",
			"ZIP, 504b0304, application/zip", "gz, 1f8b08, application/gzip", "tgz, 1f8b, application/gzip",
			"tar.gz, 1f8b08, application/gzip", "zst, 28b52ffd, application/zstd", "zst, 502a4d18, application/zstd",
			"tar.zst, 5f2a4d18, application/zstd", "7z, 377abcaf271c, application/x-7z-compressed",
			"bak, 00, application/octet-stream", "bak, 504b0304, application/octet-stream" })
	void everyFormatIsAcceptedByItsMark(String extension, String beginning, String contentType) {
		byte[] archive = HexFormat.of().parseHex(beginning);

		Answer made = this.coffer.upload(archive, query("filename=a." + extension)).hasStatus(201);
		Answer chosen = this.coffer.uploadAs(this.application + "." + extension, archive).hasStatus(201);

		assertThat(made.key()).endsWith("." + extension.toLowerCase(Locale.ROOT));
		assertThat(made.json().get("contentType").asString()).isEqualTo(contentType);
		assertThat(chosen.json().get("contentType").asString()).isEqualTo(contentType);
		assertThat(chosen.header("Content-Disposition")).as("of a description, which is no file").isEmpty();
	}

	@Test
	void aTarIsAcceptedByItsMark() {
		assertThat(this.coffer.upload(tar(), query("filename=a.tar")).hasStatus(201).json().get("contentType"))
			.hasToString("\"application/x-tar\"");
	}

	@ParameterizedTest
	@CsvSource({ "504b0506, zip", "377abcaf271c, 7z", "28b52ffd, zst", "5a2a4d18, zst", "1f8b08, gz" })
	void withoutAFileNameTheFirstBytesDecide(String beginning, String extension) {
		byte[] archive = HexFormat.of().parseHex(beginning);

		assertThat(this.coffer.upload(archive, query()).hasStatus(201).key()).endsWith("." + extension);
		assertThat(this.coffer.upload(archive, query("filename=archive")).hasStatus(201).key())
			.endsWith("." + extension);
		assertThat(chunked(archive, query()).hasStatus(201).key()).endsWith("." + extension);
	}

	@Test
	void withoutAFileNameATarIsKnownToo() {
		assertThat(this.coffer.upload(tar(), query()).hasStatus(201).key()).endsWith(".tar");
	}

	private void refused(Answer answer) {
		answer.isProblem(415, "unsupported-archive");
		assertThat(answer.json().get("hint").asString()).contains("tar.zst");
		nothingIsLeft();
	}

	private void nothingIsLeft() {
		assertThat(objects()).isEmpty();
		assertThat(openUploads()).isEmpty();
	}

	private static byte[] tar() {
		byte[] tar = new byte[1024];
		System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
		return tar;
	}

}
