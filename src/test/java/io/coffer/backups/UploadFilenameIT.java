package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.Form;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.ContentDisposition;

/** What a download is called: what its owner called it, as one harmless line. */
class UploadFilenameIT extends BackupsRoom {

	static Stream<Arguments> filenames() {
		return Stream.of(Arguments.of("archive.zip", "archive.zip"),
				Arguments.of("my notes (1).zip", "my notes (1).zip"),
				Arguments.of("t\u00e4glich \u5907\u4efd \ud83d\udce6.zip",
						"t\u00e4glich \u5907\u4efd \ud83d\udce6.zip"),
				Arguments.of("a \"quoted\" name.zip", "a \"quoted\" name.zip"),
				Arguments.of("100%25 'sure'; x=y.zip", "100%25 'sure'; x=y.zip"),
				Arguments.of("C:\\Users\\me\\archive.zip", "archive.zip"),
				Arguments.of("/home/me/archive.zip", "archive.zip"), Arguments.of("../../etc/passwd.zip", "passwd.zip"),
				Arguments.of("..\\..\\boot.zip", "boot.zip"), Arguments.of("dir/\nother/a.zip", "a.zip"),
				Arguments.of("a\r\nX-Evil: 1.zip", "a X-Evil: 1.zip"),
				Arguments.of("a\tb\u0000c\u007f.zip", "a b c .zip"), Arguments.of("  a  b.zip  ", "a b.zip"),
				Arguments.of("x".repeat(296) + ".zip", "x".repeat(116) + ".zip"),
				Arguments.of("\u5907".repeat(296) + ".zip", "\u5907".repeat(116) + ".zip"));
	}

	@ParameterizedTest
	@MethodSource("filenames")
	void theDownloadIsCalledLikeTheFile(String filename, String expected) {
		Answer stored = this.coffer.upload(Archives.EMPTY_ZIP, query("filename=" + Coffer.encode(filename)))
			.hasStatus(201);

		isCalled(stored, expected);
	}

	@ParameterizedTest
	@MethodSource("filenames")
	void aFieldOfAFormSaysTheSame(String filename, String expected) {
		Answer stored = new Form().field("application", this.application)
			.field("filename", filename)
			.file("other.tar", Archives.EMPTY_ZIP)
			.send(this.coffer)
			.hasStatus(201);

		isCalled(stored, expected);
	}

	@Test
	void theFileOfAFormHasAName() {
		String longName = "\u5907".repeat(251) + ".zip";
		for (String filename : new String[] { "t\u00e4glich \u5907\u4efd.zip", "C:\\Users\\me\\a.zip", longName }) {
			Answer stored = new Form().field("application", this.application)
				.file(filename.replace("\\", "\\\\"), Archives.EMPTY_ZIP)
				.send(this.coffer)
				.hasStatus(201);

			isCalled(stored, filename.equals(longName) ? "\u5907".repeat(116) + ".zip"
					: filename.substring(filename.lastIndexOf('\\') + 1));
		}
	}

	@Test
	void withoutAFileNameTheDownloadIsCalledLikeTheBackup() {
		Answer made = this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201);
		Answer chosen = this.coffer.uploadAs(this.application + " \u00e9.zip", Archives.EMPTY_ZIP).hasStatus(201);

		isCalled(made, made.key());
		isCalled(chosen, chosen.key());
	}

	@Test
	void theFileNameDecidesTheExtensionOfTheBackup() {
		byte[] gzip = { 0x1f, (byte) 0x8b, 8 };

		assertThat(this.coffer.upload(gzip, query("filename=A.TAR.GZ")).hasStatus(201).key()).endsWith(".tar.gz");
		assertThat(this.coffer.upload(gzip, query("filename=a.tgz")).hasStatus(201).key()).endsWith(".tgz");
		assertThat(this.coffer.upload(gzip, query("filename=a.bak")).hasStatus(201).key()).endsWith(".bak");
		assertThat(this.coffer.upload(gzip, query()).hasStatus(201).key()).endsWith(".gz");
	}

	private void isCalled(Answer stored, String filename) {
		String path = "/backups/" + Coffer.encode(stored.key());
		assertThat(stored.json().get("filename").asString()).isEqualTo(filename);
		assertThat(this.coffer.get(path).json().get("filename").asString()).isEqualTo(filename);
		String disposition = this.coffer.get(path + "/content").header("Content-Disposition").orElseThrow();
		assertThat(disposition).isASCII().startsWith("attachment;");
		assertThat(ContentDisposition.parse(disposition).getFilename()).isEqualTo(filename);
	}

}
