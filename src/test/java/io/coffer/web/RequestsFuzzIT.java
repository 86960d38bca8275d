package io.coffer.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.Form;
import io.coffer.testing.Fuzz;
import io.coffer.testing.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a client sends, it is never Coffer that fails. */
class RequestsFuzzIT extends AbstractBackupIT {

	private final AtomicInteger answered = new AtomicInteger();

	private String key = "";

	@BeforeEach
	void aBackup() {
		this.key = this.coffer.upload(Archives.zip(1000), query()).hasStatus(201).key();
	}

	@AfterEach
	void nothingIsLeft() {
		assertThat(this.answered).as("answers").hasPositiveValue();
		assertThat(openUploads()).isEmpty();
		objects().forEach((stored) -> admin().delete("/backups/" + Coffer.encode(stored)).hasStatus(204));
	}

	@Test
	void aFormWithAnyBody() {
		byte[] form = new Form().field("application", this.application).file("notes.zip", Archives.EMPTY_ZIP).closed();
		byte[] more = new Form().field("application", this.application)
			.part("form-data; name=\"file\"; filename*=UTF-8''a%20b.zip", Archives.EMPTY_ZIP)
			.closed();
		Fuzz.of(form, more)
			.everyNth(20, (body) -> ask("POST /backups", body, bearer(), "Content-Type: " + Form.CONTENT_TYPE));
	}

	@Test
	void aFormWithAnyBoundary() {
		byte[] form = new Form().field("application", this.application).file("notes.zip", Archives.EMPTY_ZIP).closed();
		Fuzz.of(Form.CONTENT_TYPE, "multipart/form-data; charset=x; boundary=\"----boundary-of-the-tests\"")
			.everyNth(20, (type) -> ask("POST /backups", form, bearer(), "Content-Type: " + line(type)));
	}

	/** Nothing is stored by it, since lists would become longer and longer. */
	@Test
	void anyHeader() {
		Fuzz.of("sha-256=:RK/5qy6MxsoGjkEwyZAXcWrTaE8YG5jjKoxJZRqVWnU=:", "bytes=0-3", "\"etag\"", "*", this.key)
			.everyNth(20, (value) -> {
				String text = line(value);
				ask("GET /backups/" + this.key + "/content", new byte[0], bearer(), "Range: " + text);
				ask("GET /backups/" + this.key, new byte[0], bearer(), "If-None-Match: " + text, "Accept: " + text);
				ask("POST /backups" + query(), "no archive".getBytes(UTF_8), bearer(), "Repr-Digest: " + text,
						"Coffer-Based-On: " + text, "Idempotency-Key: " + text);
			});
	}

	@Test
	void anyTarget() {
		Fuzz.of("/backups?limit=1&cursor=NjVh&sort=newest&q=a%C3%A9", "/backups/" + this.key,
				"/backups/a%20b.zip/content", "/devices/a/token")
			.everyNth(20, (target) -> ask("GET " + line(target).replace(" ", ""), new byte[0], bearer()));
	}

	/** A connection that Coffer cuts instead of reading on is an answer too. */
	private void ask(String requestLine, byte[] body, String... headers) {
		try {
			Wire.Answer answer = Wire.ask(this.port, requestLine, body, headers);
			assertThat(answer.status()).as(answer.body()).isBetween(200, 499);
			this.answered.incrementAndGet();
		}
		catch (SocketTimeoutException ex) {
			throw new UncheckedIOException("No answer at all", ex);
		}
		catch (IOException | StringIndexOutOfBoundsException ex) {
			admin().get("/actuator/health/liveness").hasStatus(200);
		}
	}

	/** The bytes as part of one line. */
	private static String line(byte[] value) {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (byte each : value) {
			if (each != '\r' && each != '\n') {
				line.write(each);
			}
		}
		return line.toString(StandardCharsets.ISO_8859_1);
	}

}
