package io.coffer.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Archives;
import io.coffer.testing.Wire;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Clients that are many, slow, or never done, and one that only wants to back up. */
class ClientTroubleIT extends AbstractBackupIT {

	@Autowired
	private MeterRegistry meters;

	private final List<Wire> wires = new ArrayList<>();

	@AfterEach
	void theyGoAway() throws IOException {
		for (Wire wire : this.wires) {
			wire.close();
		}
	}

	@Test
	void fiveHundredConnectionsThatNeverEndTheirHeadKeepNobodyOut() throws IOException {
		connect(500, "GET /backups HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");

		everythingWorks();
	}

	@Test
	void bodiesWithoutATokenThatNeverComeKeepNobodyOut() throws IOException {
		connect(250, "POST /backups HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nP");
		connect(250, "POST /actuator/health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nP");

		everythingWorks();
		for (Wire wire : this.wires.subList(250, 260)) {
			assertThat(wire.nextAnswer().status()).isIn(401, 403, 405, 503);
		}
	}

	@Test
	void uploadsThatDripTakeNoBufferFromOneThatSends() throws IOException {
		byte[] archive = Archives.zip(PART + 1);
		int asManyAsThereAreBuffers = (int) (this.meters.get("coffer.upload.buffer.capacity").gauge().value() / PART);
		connect(asManyAsThereAreBuffers, "POST /backups" + query() + " HTTP/1.1\r\nHost: localhost\r\n" + bearer()
				+ "\r\nConnection: close\r\nContent-Length: " + archive.length + "\r\n\r\n");
		for (Wire wire : this.wires) {
			wire.send(Arrays.copyOf(archive, 1000));
		}

		everythingWorks();
		this.coffer.upload(Archives.zip(2 * PART), query()).hasStatus(201);

		Wire slow = this.wires.get(0);
		slow.send(Arrays.copyOfRange(archive, 1000, archive.length));
		assertThat(slow.answer().status()).isEqualTo(201);
	}

	@Test
	void aFormThatNeverComesToItsFileIsRefused() throws IOException {
		String head = "POST /backups HTTP/1.1\r\nHost: localhost\r\n" + bearer()
				+ "\r\nContent-Type: multipart/form-data; boundary=x\r\nConnection: close\r\nContent-Length: 900000\r\n\r\n";
		String emptyFields = "--x\r\nContent-Disposition: form-data; name=\"device\"\r\n\r\n\r\n".repeat(4000);

		for (String form : List.of("\r\n".repeat(100_000), emptyFields)) {
			try (Wire wire = Wire.to(this.port)) {
				wire.send(head + form);
				wire.nextAnswer().isProblem(400, "invalid-form");
			}
		}
	}

	private void connect(int count, String beginning) throws IOException {
		for (int i = 0; i < count; i++) {
			Wire wire = Wire.to(this.port);
			this.wires.add(wire);
			wire.send(beginning);
		}
	}

	private void everythingWorks() throws IOException {
		assertThat(Wire.ask(this.port, "GET /actuator/health/liveness").status()).isEqualTo(200);
		Wire.Answer stored = Wire.ask(this.port, "POST /backups" + query(), Archives.EMPTY_ZIP, bearer());
		assertThat(stored.status()).as(stored.body()).isEqualTo(201);
	}

}
