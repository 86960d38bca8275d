package io.coffer.uploads;

import io.coffer.testing.AbstractRefusalIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.Wire;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters and headers that make no sense. */
class UploadParameterRefusalsIT extends AbstractRefusalIT {

	@ParameterizedTest
	@ValueSource(strings = { "abc", "-1", "1e3", "1.5", "1_000", "0x10", "9999999999999999999", "%20", "\u0661" })
	void aSizeThatIsNoNumberOfBytesIsRefused(String size) {
		String query = query("size=" + (size.startsWith("%") ? size : Coffer.encode(size)));

		this.coffer.upload(Archives.EMPTY_ZIP, query).isProblem(400, "invalid-request");
		chunked(Archives.EMPTY_ZIP, query).isProblem(400, "invalid-request");
	}

	@Test
	void aSizeBelowTheContentLengthIsRefused() {
		this.coffer.upload(Archives.EMPTY_ZIP, query("size=21")).isProblem(413, "too-large");
	}

	@ParameterizedTest
	@ValueSource(strings = { "yes", "TRUE", "1", "%20" })
	void skipIfUnchangedIsTrueOrFalse(String flag) {
		this.coffer
			.upload(Archives.EMPTY_ZIP, query("skipIfUnchanged=" + flag), "Repr-Digest",
					Archives.digestHeader(Archives.EMPTY_ZIP))
			.isProblem(400, "invalid-request");
	}

	@Test
	void skipIfUnchangedNeedsADigest() {
		Answer answer = this.coffer.upload(Archives.EMPTY_ZIP, query("skipIfUnchanged=true"));

		answer.isProblem(400, "invalid-request");
	}

	@Test
	void anIdempotencyKeyHasPrintableCharactersAndALimit() throws IOException {
		for (String key : new String[] { "", "x".repeat(256), "\u00e9", "a\tb" }) {
			Wire.ask(this.port, "POST /backups" + query(), Archives.EMPTY_ZIP, bearer(), "Idempotency-Key: " + key)
				.isProblem(400, "invalid-request");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "..", ".hidden", "-rf", "a/b", "a\\b", "a  b", " a", "a ", "a:b", "a\u0000b", "a\nb", "*",
			"\ud83d\udce6", "a\u202eb", "%", "a.20250711093000.b" })
	void anApplicationNeedsAPlainName(String name) {
		this.coffer.upload(Archives.EMPTY_ZIP, "?application=" + Coffer.encode(name)).isProblem(400, "invalid-name");
	}

	@ParameterizedTest
	@ValueSource(strings = { "..", ".hidden", "-rf", "a/b", "a  b", " a", "a:b", "a\u0000b", "trailing." })
	void aDeviceNeedsAPlainName(String name) {
		admin().upload(Archives.EMPTY_ZIP, query("device=" + Coffer.encode(name))).isProblem(400, "invalid-name");
	}

	@Test
	void theNamesOfApplicationsAndDevicesHaveALimit() {
		String tooLong = "\u5907".repeat(21) + "ab";

		admin().upload(Archives.EMPTY_ZIP, "?application=" + Coffer.encode(tooLong)).isProblem(400, "invalid-name");
		admin().upload(Archives.EMPTY_ZIP, query("device=" + Coffer.encode(tooLong))).isProblem(400, "invalid-name");
	}

	@Test
	void aQueryThatCannotBeDecodedIsRefused() throws IOException {
		Wire.ask(this.port, "POST /backups" + query("filename=%zz"), Archives.EMPTY_ZIP, bearer())
			.isProblem(400, "invalid-request");
	}

}
