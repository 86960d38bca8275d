package io.coffer.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.Coffer;
import io.coffer.testing.DirectClient;
import io.coffer.testing.DirectClient.Upload;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Tickets for programs that can send no header. */
@ExtendWith(OutputCaptureExtension.class)
class TicketIT extends AbstractDirectIT {

	@Test
	void aTicketTakesThePlaceOfAToken(CapturedOutput output) {
		String ticket = ticket("{\"application\": \"" + this.application + "\"}");
		DirectClient client = client(ticket);

		Upload upload = client.begun("notes.zip", Map.of());

		client.send(upload, LARGE).hasStatus(200);
		assertThat(upload.key()).contains(this.device, this.application);
		assertThat(this.store.get(upload.key())).isEqualTo(LARGE);
		Answer missing = client.list(new Upload("other-" + upload.key(), upload.id()))
			.isProblem(404, "upload-not-found");
		assertThat(missing.text()).doesNotContain(ticket);
		assertThat(output.getAll()).doesNotContain(ticket);
	}

	@Test
	void aTicketLastsAnHourAtMost() {
		Answer usual = this.coffer.post("/uploads/tickets").hasStatus(201);
		Answer shorter = this.coffer.sendJson("POST", "/uploads/tickets", "{\"expiresIn\": \"PT5M\"}").hasStatus(201);

		assertThat(usual.header("Cache-Control")).hasValueSatisfying((value) -> assertThat(value).contains("no-store"));
		lasts(usual, Duration.ofHours(1));
		lasts(shorter, Duration.ofMinutes(5));
		for (String refused : List.of("PT1H1S", "PT59S", "-PT5M")) {
			this.coffer.sendJson("POST", "/uploads/tickets", "{\"expiresIn\": \"" + refused + "\"}")
				.isProblem(400, "validation-failed");
		}
	}

	@Test
	void aTicketIsForOneDeviceAndApplication() {
		DirectClient client = client(ticket("{\"application\": \"notes\"}"));

		client.begin("a.zip", Map.of("application", "mail")).isProblem(403, "foreign-application");
		client.begin("a.zip", Map.of("device", "another")).isProblem(403, "foreign-device");
		Upload other = begin();
		client.list(other).isProblem(404, "upload-not-found");
		client.abort(other).isProblem(404, "upload-not-found");
		Upload notes = client.begun("a.zip", Map.of("application", "notes", "device", this.device));
		client.abort(notes).hasStatus(200);
		this.direct.abort(other).hasStatus(200);
	}

	@Test
	void aTicketThatNamesNoApplicationIsForAny() {
		DirectClient client = client(ticket("{}"));

		client.abort(client.begun("a.zip", Map.of("application", "mail"))).hasStatus(200);
		client.abort(client.begun("a.zip", Map.of())).hasStatus(200);
	}

	@Test
	void aDeviceMakesNoTicketForAnother() {
		this.coffer.sendJson("POST", "/uploads/tickets", "{\"device\": \"another\"}").isProblem(403, "foreign-device");
		this.coffer.sendJson("POST", "/uploads/tickets", "{\"application\": \"a/b\"}").isProblem(400, "invalid-name");
		assertThat(admin().sendJson("POST", "/uploads/tickets", "{\"device\": \"another\"}").hasStatus(201).status())
			.isEqualTo(201);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /backups", "POST /backups", "GET /backups/latest", "POST /uploads/tickets",
			"GET /devices", "GET /config" })
	void aTicketOpensNothingElse(String request) {
		String ticket = ticket("{}");
		String method = request.substring(0, request.indexOf(' '));
		String path = request.substring(request.indexOf(' ') + 1);

		assertThat(withoutToken(method, "/uploads/t/" + ticket + path).status()).isIn(401, 404);
		assertThat(withoutToken(method, "/uploads/t/" + ticket + "/s3/.." + path).status()).isIn(400, 401, 404);
		new Coffer(this.port, ticket).get("/backups").isProblem(401, "unauthenticated");
	}

	@Test
	void aTicketEndsWithTheTokenItWasMadeWith() {
		DirectClient client = client(ticket("{}"));
		Upload upload = client.begun("a.zip", Map.of());

		admin().delete("/devices/" + this.device + "/token").hasStatus(204);

		client.list(upload).isProblem(401, "unauthenticated");
		client.begin("a.zip", Map.of()).isProblem(401, "unauthenticated");
		new DirectClient(admin()).abort(upload).hasStatus(200);
	}

	@Test
	void aTicketOfAnotherServiceIsNone() {
		String ticket = ticket("{}");

		client(ticket.substring(0, ticket.length() - 4) + "AAAA").begin("a.zip", Map.of())
			.isProblem(401, "unauthenticated");
		client("anything").begin("a.zip", Map.of()).isProblem(401, "unauthenticated");
		client("").begin("a.zip", Map.of()).isProblem(401, "unauthenticated");
		client(this.coffer.token()).begin("a.zip", Map.of()).isProblem(401, "unauthenticated");
	}

	/** What an administrator's ticket does, it does as the device. */
	@Test
	void aTicketHasNoMoreRightsThanADevice() {
		String name = "device-" + UUID.randomUUID();
		Answer made = admin().sendJson("POST", "/uploads/tickets", "{\"device\": \"" + name + "\"}").hasStatus(201);
		DirectClient client = client(ticket(made));

		assertThat(client.begun("a.zip", Map.of()).key()).contains(name);
		client.begin("a.zip", Map.of("device", this.device)).isProblem(403, "foreign-device");
	}

	private String ticket(String form) {
		return ticket(this.coffer.sendJson("POST", "/uploads/tickets", form).hasStatus(201));
	}

	private String ticket(Answer made) {
		String url = made.json().get("companionUrl").asString();
		String before = "http://localhost:" + this.port + "/uploads/t/";
		assertThat(url).startsWith(before);
		return url.substring(before.length());
	}

	private DirectClient client(String ticket) {
		return new DirectClient(new Coffer(this.port, ""), "/uploads/t/" + ticket + "/s3");
	}

	private Answer withoutToken(String method, String path) {
		return new Coffer(this.port, "").send(method, path, BodyPublishers.noBody());
	}

	private static void lasts(Answer made, Duration most) {
		Instant end = Instant.parse(made.json().get("expiresAt").asString());
		assertThat(Duration.between(Instant.now(), end)).isBetween(most.minusMinutes(2), most);
	}

}
