package io.coffer.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.AbstractRefusalIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Form;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Digests that are wrong, unreadable or contradict each other. */
class DigestRefusalsIT extends AbstractRefusalIT {

	private static final String OTHER = Archives.digestHeader(new byte[] { 1 });

	@ParameterizedTest
	@CsvSource({ "Repr-Digest, 100", "Content-Digest, 100", "Repr-Digest, 8388608", "Content-Digest, 8388609" })
	void anArchiveWithAnotherDigestIsRefused(String header, int size) {
		byte[] archive = Archives.zip(size);

		differs(archive, this.coffer.upload(archive, query(), header, OTHER));
		differs(archive, chunked(archive, query(), header, OTHER));
		differs(archive, this.coffer.uploadAs(this.application + ".zip", archive, header, OTHER));
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, PART + 1 })
	void aFileWithAnotherDigestIsRefused(int size) {
		byte[] archive = Archives.zip(size);
		Form form = new Form().field("application", this.application)
			.field("sha256", Archives.sha256(new byte[] { 1 }))
			.file("a.zip", archive);
		byte[] body = form.closed();

		for (String target : new String[] { "POST /backups", "PUT /backups/" + this.application + ".zip" }) {
			String[] words = target.split(" ", -1);
			differs(archive, this.coffer.send(words[0], words[1], BodyPublishers.ofByteArray(body), "Content-Type",
					Form.CONTENT_TYPE));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "sha-256=", "sha-256=::", "sha-256=:abc:", "sha-256=:not base64 at all:", "sha-256",
			"sha-256=4yAoyKTOsOlrRWUEDASgWy3KeRLVjBSnu7eaLEhNOzE=",
			"sha-256=:4yAoyKTOsOlrRWUEDASgWy3KeRLVjBSnu7eaLEhN:", "sha-512=:AAAA:, sha-256=:=:",
			"sha-256=\"4yAoyKTOsOlrRWUEDASgWy3KeRLVjBSnu7eaLEhNOzE=\"" })
	void aDigestThatCannotBeReadIsRefused(String value) {
		this.coffer.upload(Archives.EMPTY_ZIP, query(), "Repr-Digest", value).isProblem(400, "invalid-digest");
		this.coffer.upload(Archives.EMPTY_ZIP, query(), "Content-Digest", value).isProblem(400, "invalid-digest");
	}

	@ParameterizedTest
	@ValueSource(strings = { "abc", "sha-256=:abc:", "g000000000000000000000000000000000000000000000000000000000000000",
			"00000000000000000000000000000000000000000000000000000000000000000" })
	void aDigestFieldThatIsNoHexIsRefused(String value) {
		new Form().field("application", this.application)
			.field("sha256", value)
			.file("a.zip", Archives.EMPTY_ZIP)
			.send(this.coffer)
			.isProblem(400, "invalid-digest");
	}

	@Test
	void twoDigestsThatDifferAreRefused() {
		String right = Archives.digestHeader(Archives.EMPTY_ZIP);

		this.coffer.upload(Archives.EMPTY_ZIP, query(), "Repr-Digest", right, "Content-Digest", OTHER)
			.isProblem(400, "invalid-digest");
		this.coffer.upload(Archives.EMPTY_ZIP, query(), "Repr-Digest", right, "Repr-Digest", OTHER)
			.isProblem(400, "invalid-digest");
		this.coffer.upload(Archives.EMPTY_ZIP, query(), "Repr-Digest", right + ", " + OTHER)
			.isProblem(400, "invalid-digest");
	}

	private static void differs(byte[] archive, Answer answer) {
		answer.isProblem(422, "digest-mismatch");
		assertThat(answer.json().get("expected").asString()).isEqualTo(Archives.sha256(new byte[] { 1 }));
		assertThat(answer.json().get("actual").asString()).isEqualTo(Archives.sha256(archive));
	}

}
