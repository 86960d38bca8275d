package io.coffer.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.Form;
import io.coffer.testing.RunningCoffer;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The thief of a laptop reads its backups, and can destroy none. */
class DeviceTokenStoryIT extends RunningCoffer {

	private static final byte[] GOOD = Archives.zip(1000);

	private static final byte[] EVIL = Archives.zip(999);

	private final String victim = "victim-" + UUID.randomUUID();

	private final String stolen = "stolen-" + UUID.randomUUID();

	@SuppressWarnings("NullAway.Init")
	private Coffer thief;

	private String key = "";

	private String own = "";

	@BeforeEach
	void aBackupOfEach() {
		this.thief = device(this.stolen);
		this.key = device(this.victim).upload(GOOD, "?application=notes").hasStatus(201).key();
		this.own = this.thief.upload(GOOD, "?application=notes").hasStatus(201).key();
	}

	@AfterEach
	void everyBackupIsAsItWas() {
		for (String each : new String[] { this.key, this.own }) {
			assertThat(this.thief.get("/backups/" + each + "/content").hasStatus(200).body()).isEqualTo(GOOD);
		}
		assertThat(admin().get("/backups?device=" + this.victim).json().get("total").asInt()).isOne();
	}

	@Test
	void itDeletesNothingNotEvenItsOwn() {
		for (String each : new String[] { this.key, this.own }) {
			this.thief.delete("/backups/" + each).isProblem(403, "forbidden");
			this.thief.sendJson("POST", "/backups/delete", "{\"keys\": [\"" + each + "\"]}")
				.isProblem(403, "forbidden");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			PUT    | /config                     | {"endpoint": "http://127.0.0.1:1"}
			PUT    | /config?check=false         | {"endpoint": "http://127.0.0.1:1"}
			DELETE | /config                     | {}
			POST   | /config/check               | {}
			GET    | /config                     | {}
			PUT    | /retention                  | {"keepLast": 1}
			POST   | /retention/apply            | {}
			POST   | /retention/apply?force=true | {}
			POST   | /retention/preview          | {"keepLast": 1}
			POST   | /devices/evil/token         | {}
			DELETE | /devices/evil/token         | {}
			GET    | /actuator/prometheus        | {}
			""")
	void itChangesNoSettingAndNoToken(String method, String path, String json) {
		this.thief.sendJson(method, path, json).isProblem(403, "forbidden");
	}

	@Test
	void itOverwritesNothing() {
		for (String each : new String[] { this.own, "free-" + UUID.randomUUID() + ".zip" }) {
			this.thief.uploadAs(each, GOOD);
			this.thief.uploadAs(each, EVIL).isProblem(409, "backup-exists");
			assertThat(this.thief.get("/backups/" + each + "/content").body()).isEqualTo(GOOD);
		}
	}

	@Test
	void itUploadsInNoOtherName() {
		refused(this.thief.upload(EVIL, "?application=notes&device=" + this.victim));
		refused(this.thief.upload(EVIL, "?device=" + this.victim + "&device=" + this.stolen));
		refused(new Form().field("device", this.victim).file("a.zip", EVIL).send(this.thief));
		refused(new Form().field("device", this.victim)
			.file("a.zip", EVIL)
			.sendTo("POST", "/backups?device=" + this.stolen, this.thief), 400);
		refused(this.thief.uploadAs(this.key, EVIL));
		refused(this.thief.uploadAs("notes.20270101000000." + this.victim + ".aaaaaaaaaaaa.zip", EVIL));
		refused(this.thief.uploadAs("notes.20270101000000." + this.victim + ".zip", EVIL));
	}

	@Test
	void anApplicationThatLooksLikeAnotherDevicesNameIsRefused() {
		refused(this.thief.upload(EVIL, "?application=notes.20270101000000." + this.victim), 400);
	}

	private static void refused(Answer answer) {
		answer.isProblem(403, "foreign-device");
	}

	private static void refused(Answer answer, int status) {
		assertThat(answer.status()).as(answer.text()).isEqualTo(status);
	}

}
