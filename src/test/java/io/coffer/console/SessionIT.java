package io.coffer.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.RunningCoffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What the console asks the server for, besides what everybody asks. */
class SessionIT extends RunningCoffer {

	@Autowired
	private SignInCode code;

	@Test
	void aCodeOpensOneSessionThatMayDoWhatTheAdminMay() {
		String code = this.code.make().orElseThrow();
		Answer signedIn = signIn(code).hasStatus(200);
		assertThat(signedIn.header("Cache-Control"))
			.hasValueSatisfying((value) -> assertThat(value).contains("no-store"));
		String token = signedIn.json().get("token").asString();
		assertThat(token).isNotEqualTo(ADMIN_TOKEN);
		assertThat(Instant.parse(signedIn.json().get("expiresAt").asString())).isAfter(Instant.now())
			.isBefore(Instant.now().plus(Duration.ofHours(13)));
		Coffer session = new Coffer(this.port, token);
		assertThat(session.get("/me").hasStatus(200).json().get("role").asString()).isEqualTo("admin");
		session.get("/operators").hasStatus(200);
		signIn(code).isProblem(401, "unauthenticated");
	}

	@Test
	void aWrongCodeOpensNothingAndDoesNotUseTheRightOneUp() {
		String code = this.code.make().orElseThrow();
		signIn("wrong").isProblem(401, "unauthenticated");
		signIn("").isProblem(400, "validation-failed");
		signIn(code).hasStatus(200);
	}

	@Test
	void aSessionThatWasChangedOpensNothing() {
		String token = signIn(this.code.make().orElseThrow()).json().get("token").asString();
		int signature = token.lastIndexOf('.') + 1;
		String other = token.substring(0, signature) + token.substring(signature + 1) + "A";
		new Coffer(this.port, other).get("/me").isProblem(401, "unauthenticated");
	}

	@Test
	void everybodyLearnsWhoTheyAre() {
		String name = "device-" + UUID.randomUUID();
		JsonNode device = device(name).get("/me").hasStatus(200).json();
		assertThat(device.get("name").asString()).isEqualTo(name);
		assertThat(device.get("role").asString()).isEqualTo("device");
		assertThat(device.get("vault").asString()).isEqualTo("default");
		assertThat(device.get("anyDevice").asBoolean()).isFalse();
		JsonNode admin = admin().get("/me").json();
		assertThat(admin.has("vault")).as("an admin has all vaults").isFalse();
		assertThat(admin.get("anyDevice").asBoolean()).isTrue();
	}

	@Test
	void thePageMayCallCofferAndTheBucketAndNobodyElse() {
		String policy = new Coffer(this.port, "").get("/")
			.hasStatus(200)
			.header("Content-Security-Policy")
			.orElseThrow();
		assertThat(policy).contains("connect-src 'self' " + this.embedded.open().endpoint() + ";")
			.contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
			.doesNotContain("unsafe");
		assertThat(
				new Coffer(this.port, "").get("/swagger-ui/index.html").header("Content-Security-Policy").orElseThrow())
			.contains("connect-src 'self';");
	}

	@Test
	void listsThatHaveNotChangedAreNotSentAgain() {
		Coffer device = device("tags-" + UUID.randomUUID());
		for (String list : new String[] { "/backups?limit=5", "/devices" }) {
			device.upload(Archives.EMPTY_ZIP, "?application=tags").hasStatus(201);
			String tag = device.get(list).hasStatus(200).header("ETag").orElseThrow();
			assertThat(device.get(list, "If-None-Match", tag).hasStatus(304).body()).isEmpty();
			device.upload(Archives.EMPTY_ZIP, "?application=tags").hasStatus(201);
			device.get(list, "If-None-Match", tag).hasStatus(200);
		}
	}

	@Test
	void devicesTellTheDaysOnWhichTheyHaveBackedUp() {
		String name = "days-" + UUID.randomUUID();
		Coffer device = device(name);
		LocalDate before = LocalDate.now(ZoneOffset.UTC);
		device.upload(Archives.EMPTY_ZIP, "").hasStatus(201);
		assertThat(days(device, name, "?days=30").get(0).asString()).isIn(before.toString(),
				LocalDate.now(ZoneOffset.UTC).toString());
		String ahead = LocalDate.ofInstant(Instant.now(), ZoneOffset.ofHours(14)).toString();
		assertThat(days(device, name, "?days=1&zone=Pacific/Kiritimati").get(0).asString()).isEqualTo(ahead);
		assertThat(days(device, name, "")).as("nobody asked").isNull();
		device.get("/devices?days=0").isProblem(400, "validation-failed");
		device.get("/devices?days=30&zone=Mars/Olympus").isProblem(400, "validation-failed");
	}

	private static JsonNode days(Coffer device, String name, String query) {
		return device.get("/devices" + query)
			.hasStatus(200)
			.json()
			.valueStream()
			.filter((one) -> one.get("name").asString().equals(name))
			.findFirst()
			.orElseThrow()
			.get("days");
	}

	private Answer signIn(String code) {
		return new Coffer(this.port, "").sendJson("POST", "/sign-in", "{\"code\": \"" + code + "\"}");
	}

}
