package io.coffer.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.AbstractRefusalIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Form;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms that are incomplete, out of order or contradict themselves. */
class FormRefusalsIT extends AbstractRefusalIT {

	@ParameterizedTest
	@ValueSource(ints = { 100, PART + 1 })
	void aFormWithoutAnEndIsRefused(int size) {
		byte[] body = form().file("a.zip", Archives.zip(size)).open();

		send(body).isProblem(400, "incomplete-body");
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, PART + 1 })
	void aFormThatIsCutInsideTheFileIsRefused(int size) {
		byte[] body = form().file("a.zip", Archives.zip(size)).open();

		send(Arrays.copyOf(body, body.length - 50)).isProblem(400, "incomplete-body");
	}

	@Test
	void aFormThatIsCutBeforeTheFileIsRefused() {
		byte[] body = form().file("a.zip", Archives.zip(100)).open();

		for (int length : new int[] { 0, 10, 60, 100 }) {
			Answer answer = send(Arrays.copyOf(body, length));
			assertThat(answer.hasStatus(400).json().get("code").asString()).isIn("incomplete-body", "invalid-form");
		}
	}

	@Test
	void aFormWithoutABoundaryIsRefused() {
		this.coffer.upload(form().file("a.zip", Archives.EMPTY_ZIP).closed(), "", "Content-Type", "multipart/form-data")
			.isProblem(400, "invalid-form");
	}

	@Test
	void aFormWithoutAFileIsRefused() {
		form().send(this.coffer).isProblem(400, "invalid-form");
		new Form().send(this.coffer).isProblem(400, "invalid-form");
	}

	@Test
	void anEmptyFileIsRefused() {
		form().file("a.zip", new byte[0]).send(this.coffer).isProblem(400, "empty-body");
	}

	@ParameterizedTest
	@ValueSource(strings = { "filename=\"a\0b.zip\"", "filename*=UTF-8''a%00b.zip" })
	void aFileWhoseNameNoSystemTakesIsRefused(String filename) {
		form().part("form-data; name=\"file\"; " + filename, Archives.EMPTY_ZIP)
			.send(this.coffer)
			.isProblem(400, "invalid-form");
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, PART + 1 })
	void aFieldAfterTheFileIsRefused(int size) {
		form().file("a.zip", Archives.zip(size))
			.field("sha256", "0".repeat(64))
			.send(this.coffer)
			.isProblem(400, "invalid-form");
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, PART + 1 })
	void aSecondFileIsRefused(int size) {
		form().file("a.zip", Archives.zip(size))
			.file("b.zip", Archives.EMPTY_ZIP)
			.send(this.coffer)
			.isProblem(400, "invalid-form");
	}

	@Test
	void aPieceOfAFileIsRefused() {
		form().field("dzchunkindex", "0")
			.field("dztotalchunkcount", "3")
			.file("a.zip", Archives.EMPTY_ZIP)
			.send(this.coffer)
			.isProblem(400, "invalid-form");
		form().file("a.zip", Archives.EMPTY_ZIP)
			.send(this.coffer, "Content-Range", "bytes 0-21/100")
			.isProblem(400, "invalid-request");
		this.coffer.upload(Archives.EMPTY_ZIP, query(), "Content-Range", "bytes 0-21/100")
			.isProblem(400, "invalid-request");
		this.coffer.upload(Archives.EMPTY_ZIP, query(), "Upload-Length", "100").isProblem(400, "invalid-request");
	}

	@Test
	void aFieldThatComesTwiceWithDifferentValuesIsRefused() {
		form().field("application", this.application + "-2")
			.file("a.zip", Archives.EMPTY_ZIP)
			.send(this.coffer)
			.isProblem(400, "invalid-form");
	}

	@ParameterizedTest
	@CsvSource({ "application, other", "device, other", "filename, other.zip", "size, 23", "skipIfUnchanged, true" })
	void aFieldThatDiffersFromItsQueryParameterIsRefused(String name, String value) {
		new Form().field("application", "application".equals(name) ? this.application + "-2" : this.application)
			.field("device", this.device + ("device".equals(name) ? "-2" : ""))
			.field("filename", "my.zip")
			.field("size", "22")
			.field("skipIfUnchanged", "false")
			.file("a.zip", Archives.EMPTY_ZIP)
			.sendTo("POST", "/backups?" + name + "=" + value, this.coffer)
			.isProblem(400, "invalid-form");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Repr-Digest", "Content-Digest" })
	void aDigestHeaderCannotCoverAForm(String header) {
		form().file("a.zip", Archives.EMPTY_ZIP)
			.send(this.coffer, header, Archives.digestHeader(Archives.EMPTY_ZIP))
			.isProblem(400, "digest-not-applicable");
	}

	@ParameterizedTest
	@CsvSource({ "size, many, invalid-request", "size, -1, invalid-request", "skipIfUnchanged, maybe, invalid-request",
			"skipIfUnchanged, true, invalid-request", "device, .., invalid-name",
			"filename, a.exe, unsupported-archive" })
	void whatAFieldSaysIsCheckedLikeAParameter(String name, String value, String code) {
		int status = code.equals("unsupported-archive") ? 415 : 400;

		form().field(name, value).file("a.zip", Archives.EMPTY_ZIP).send(admin()).isProblem(status, code);
	}

	@Test
	void aDeviceMayNotUploadAsAnotherByAField() {
		form().field("device", this.device)
			.file("a.zip", Archives.EMPTY_ZIP)
			.send(device("stranger"))
			.isProblem(403, "foreign-device");
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, PART + 1 })
	void aFileAboveItsAnnouncedBoundIsRefused(int bound) {
		form().field("size", Integer.toString(bound))
			.file("a.zip", Archives.zip(bound + 1))
			.send(this.coffer)
			.isProblem(413, "too-large");
	}

	@Test
	void anEncodedFormIsRefused() {
		form().file("a.zip", Archives.EMPTY_ZIP)
			.send(this.coffer, "Content-Encoding", "gzip")
			.isProblem(415, "unsupported-encoding");
	}

	private Form form() {
		return new Form().field("application", this.application);
	}

	private Answer send(byte[] body) {
		return this.coffer.send("POST", "/backups", BodyPublishers.ofByteArray(body), "Content-Type",
				Form.CONTENT_TYPE);
	}

}
