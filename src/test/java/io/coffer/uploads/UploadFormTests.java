package io.coffer.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.testing.Form;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Forms as browsers, upload widgets and HTTP clients write them. */
class UploadFormTests {

	private static final long MAX_ENVELOPE = 64 * 1024;

	private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/backups");

	@Test
	void fieldsThatCofferDoesNotKnowArePassedOver() throws IOException {
		UploadForm uppy = read(new Form().field("relativePath", "null")
			.field("name", "m.zip")
			.field("type", "application/zip")
			.field("application", "notes")
			.field("metadata", "{\"totalChunks\":1}")
			.file("m.zip", text("PK"))
			.field("_csrf", "x")
			.field("submit", ""));

		assertThat(uppy.fields()).isEqualTo(Map.of("application", "notes"));
		assertThat(uppy.filename()).isEqualTo("m.zip");
		assertThat(uppy.file().readAllBytes()).isEqualTo(text("PK"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "file", "files[]", "upload", "filepond", "myfile[]" })
	void thePartWithAFileNameIsTheFile(String name) throws IOException {
		UploadForm form = read(
				new Form().field(name, "{}").part(file(name, "m.zip"), text("PK")).field(name, "{}").field("x", "y"));

		assertThat(form.filename()).isEqualTo("m.zip");
		assertThat(form.file().readAllBytes()).isEqualTo(text("PK"));
	}

	@Test
	void aFieldInWhichNoFileWasChosenIsPassedOver() throws IOException {
		UploadForm form = read(new Form().part(file("other", ""), new byte[0])
			.file("m.zip", text("PK"))
			.part(file("third", ""), new byte[0]));

		assertThat(form.file().readAllBytes()).isEqualTo(text("PK"));
	}

	@Test
	void aPartCalledFileMaySayThatItIsNoText() throws IOException {
		UploadForm form = read(
				new Form().part("form-data; name=\"file\"\r\nContent-Type: application/octet-stream", text("PK")));

		assertThat(form.filename()).isNull();
		assertThat(form.file().readAllBytes()).isEqualTo(text("PK"));
	}

	@Test
	void aFieldMayComeTwiceIfItSaysTheSame() throws IOException {
		this.request.setParameter("device", "laptop");
		UploadForm form = read(new Form().field("application", "notes")
			.field("application", "notes")
			.field("application", "")
			.file("m.zip", text("PK"))
			.field("application", "notes")
			.field("device", "laptop")
			.field("size", ""));

		assertThat(form.fields()).isEqualTo(Map.of("application", "notes"));
		assertThat(form.file().readAllBytes()).isEqualTo(text("PK"));
	}

	@Test
	void aFieldThatComesTwiceWithDifferentValuesIsRefused() {
		isRefused(new Form().field("application", "notes").field("application", "other").file("m.zip", text("PK")));
	}

	@ParameterizedTest
	@CsvSource({ "application, other", "device, laptop", "sha256, 00", "size, 2", "filename, n.zip",
			"onNewer, reject" })
	void aFieldThatComesTooLateIsRefused(String name, String value) {
		isRefused(new Form().field("application", "notes").file("m.zip", text("PK")).field(name, value));
	}

	@Test
	void aSecondFileIsRefused() {
		isRefused(new Form().file("a.zip", text("PK")).file("b.zip", text("PK")));
		isRefused(new Form().file("a.zip", text("PK")).part(file("thumbnail", "t.png"), text("x")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "application", "sha256" })
	void aKnownFieldThatIsAFileIsRefused(String name) {
		isRefused(new Form().part(file(name, "d.txt"), text("x")));
		isRefused(new Form().file("a.zip", text("PK")).part(file(name, "d.txt"), text("x")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			dztotalchunkcount    | 3
			chunks               | 2
			resumableTotalChunks | 12
			flowTotalChunks      | 4
			totalChunks          | 10
			qqtotalparts         | 2
			total-chunk          | 3
			_chunkNumber         | 0
			metadata             | {"chunkIndex":0,"totalChunks":5}
			chunkMetadata        | {"FileName":"a.zip","Index":0,"TotalCount":4}""")
	void aPieceOfAFileIsRefused(String name, String value) {
		isRefused(new Form().field(name, value).file("blob", text("PK")));
		isRefused(new Form().file("blob", text("PK")).field(name, value));
		this.request.setParameter(name, value);
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> PartialUploads.refuse(this.request))
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST));
	}

	@ParameterizedTest
	@CsvSource({ "dztotalchunkcount, 1", "chunks, 0", "chunks, ''", "totalChunks, 01", "chunk, 5",
			"dzchunksize, 2000000", "my_chunks, many" })
	void aFileInOnePieceIsTheWhole(String name, String value) throws IOException {
		UploadForm form = read(new Form().field(name, value).file("m.zip", text("PK")));

		assertThat(form.file().readAllBytes()).isEqualTo(text("PK"));
	}

	@ParameterizedTest
	@CsvSource({ "Content-Range, bytes 0-99/100, true", "Content-Range, bytes 0-98/100, false",
			"Content-Range, bytes 50-99/100, false", "Content-Range, bytes 0-99/*, false",
			"Content-Range, bytes */100, false", "Content-Range, x, false", "Tus-Resumable, 1.0.0, false",
			"Upload-Complete, ?0, false", "Upload-Complete, ?1, true", "Upload-Length, 101, false",
			"Upload-Length, 100, true", "Upload-Length, many, true" })
	void aHeaderThatTellsOfAPieceIsRefused(String header, String value, boolean whole) {
		this.request.setContent(new byte[100]);
		this.request.addHeader(header, value);
		if (whole) {
			PartialUploads.refuse(this.request);
		}
		else {
			assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> PartialUploads.refuse(this.request))
				.satisfies((problem) -> assertThat(problem.hint()).contains("Turn chunks off"));
		}
	}

	@Test
	void fieldsAreBoundedInNumber() {
		Form before = new Form();
		Form after = new Form().file("m.zip", text("PK"));
		for (int i = 0; i < 201; i++) {
			before.field("x" + i, "");
			after.field("x" + i, "");
		}
		isRefused(before.file("m.zip", text("PK")));
		isRefused(after);
	}

	@Test
	void fieldsAreBoundedInSize() throws IOException {
		String large = "x".repeat(33_000);

		assertThat(read(new Form().field("x", large).file("m.zip", text("PK"))).file().readAllBytes()).hasSize(2);
		isRefused(new Form().field("x", large).field("y", large).file("m.zip", text("PK")));
		isRefused(new Form().field("x", large).file("m.zip", text("PK")).field("y", large));
		isRefused(new Form().field("device", "x".repeat(1025)).file("m.zip", text("PK")));
	}

	@Test
	void theFileIsNotBoundedByIt() throws IOException {
		byte[] file = new byte[1_000_000];

		assertThat(read(new Form().file("m.zip", file).field("x", "y")).file().readAllBytes()).isEqualTo(file);
	}

	@Test
	void aFormWithoutAFileIsRefused() {
		isRefused(new Form().field("application", "notes"));
		isRefused(new Form().field("file", "{}"));
		isRefused(new Form().part("form-data; name=\"file\"\r\nContent-Type: application/json", text("{}")));
		isRefused(new Form().part(file("other", ""), new byte[0]));
	}

	private static String file(String name, String filename) {
		return "form-data; name=\"" + name + "\"; filename=\"" + filename + "\"";
	}

	private static byte[] text(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private void isRefused(Form form) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> read(form).file().readAllBytes())
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_FORM));
	}

	private UploadForm read(Form form) throws IOException {
		this.request.setContentType(Form.CONTENT_TYPE);
		return UploadForm.read(this.request, new ByteArrayInputStream(form.closed()), MAX_ENVELOPE);
	}

}
