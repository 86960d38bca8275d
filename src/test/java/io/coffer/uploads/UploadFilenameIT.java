package io.coffer.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.Form;
import org.junit.jupiter.api.Test;
import org.springframework.http.ContentDisposition;

/** What a download is called: what its owner called it, as one harmless line. */
class UploadFilenameIT extends AbstractBackupIT {

	@Test
	void theDownloadIsCalledLikeTheFile() {
		String filename = "t\u00e4glich \"\u5907\u4efd\" 100%25 \ud83d\udce6.zip";
		Answer parameter = this.coffer
			.upload(Archives.EMPTY_ZIP, query("filename=" + Coffer.encode("C:\\me\\" + filename)))
			.hasStatus(201);
		Answer field = new Form().field("application", this.application)
			.field("filename", filename)
			.file("other.tar", Archives.EMPTY_ZIP)
			.send(this.coffer)
			.hasStatus(201);

		isCalled(parameter, filename);
		isCalled(field, filename);
	}

	@Test
	void aFileWithoutAnExtensionIsGivenItsOwn() {
		for (String filename : new String[] { "My App v1.2", "archive", "tmpA1.tmp" }) {
			Answer stored = new Form().field("application", this.application)
				.file(filename, Archives.EMPTY_ZIP)
				.send(this.coffer)
				.hasStatus(201);

			assertThat(stored.key()).endsWith(".zip");
			isCalled(stored, filename + ".zip");
		}
	}

	@Test
	void whatStandsForNoNameIsNone() {
		for (String filename : new String[] { "-", "blob" }) {
			Answer stored = new Form().field("application", this.application)
				.file(filename, Archives.EMPTY_ZIP)
				.send(this.coffer)
				.hasStatus(201);

			isCalled(stored, stored.key());
		}
	}

	@Test
	void aNameThatAnHttpClientHasEncodedOrQuotedIsRead() {
		Answer encoded = new Form().field("application", this.application)
			.file("%C3%BC%20x.zip", Archives.EMPTY_ZIP)
			.send(this.coffer)
			.hasStatus(201);
		Answer quoted = new Form().field("application", this.application)
			.part("form-data; name=\"file\"; filename=\"m.zip\"; filename*=utf-8''%22m.zip%22", Archives.EMPTY_ZIP)
			.send(this.coffer)
			.hasStatus(201);

		isCalled(encoded, "\u00fc x.zip");
		isCalled(quoted, "m.zip");
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
