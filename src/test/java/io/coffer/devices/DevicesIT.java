package io.coffer.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.RunningCoffer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Who backs up. */
@TestPropertySource(properties = { "coffer.security.tokens[0].name=" + DevicesIT.CONFIGURED,
		"coffer.security.tokens[0].role=device",
		"coffer.security.tokens[0].sha256=ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
		"coffer.security.tokens[1].name=nightly-operator", "coffer.security.tokens[1].role=operator",
		"coffer.security.tokens[1].sha256=cb8379ac2098aa165029e3938a51da0bcecfc008fd6795f401178647f96c5b34" })
class DevicesIT extends RunningCoffer {

	static final String CONFIGURED = "server of the configuration";

	private final String id = UUID.randomUUID().toString();

	@Test
	void aDeviceIsShownWithEverythingThatItHas() {
		Coffer laptop = device("laptop-" + this.id);
		Answer first = laptop.upload(Archives.zip(1000), "?application=photos").hasStatus(201);
		Answer second = laptop.upload(Archives.zip(2000), "?application=notes").hasStatus(201);
		Answer third = laptop.upload(Archives.zip(3000), "?application=notes").hasStatus(201);

		JsonNode device = shown("laptop-" + this.id);

		assertThat(device.propertyNames()).containsExactly("name", "applications", "count", "bytes", "oldest", "newest",
				"overdue", "token", "accessKeyId");
		assertThat(device.get("applications").toString()).isEqualTo("[\"notes\",\"photos\"]");
		assertThat(device.get("count").asLong()).isEqualTo(3);
		assertThat(device.get("bytes").asLong()).isEqualTo(6000);
		assertThat(device.get("overdue").asBoolean()).isFalse();
		assertThat(device.get("newest").propertyNames()).containsExactly("key", "lastModified", "size");
		assertThat(device.at("/newest/key").asString())
			.isEqualTo(laptop.get("/backups/latest?device=laptop-" + this.id).key());
		assertThat(device.at("/oldest/key").asString())
			.isEqualTo(laptop.get("/backups?sort=oldest&device=laptop-" + this.id).json().at("/items/0/key").asString())
			.isIn(first.key(), second.key(), third.key());
		assertThat(device.at("/newest/size").asLong()).isGreaterThanOrEqualTo(1000);
	}

	@Test
	void aNameWithinAnotherIsAnotherDevice() {
		device("mac-" + this.id).upload(Archives.EMPTY_ZIP, "").hasStatus(201);
		Coffer mini = device("mac-" + this.id + "-mini");
		mini.upload(Archives.EMPTY_ZIP, "").hasStatus(201);
		mini.upload(Archives.EMPTY_ZIP, "").hasStatus(201);
		device("MAC-" + this.id);

		assertThat(shown("mac-" + this.id).get("count").asLong()).isOne();
		assertThat(shown("mac-" + this.id + "-mini").get("count").asLong()).isEqualTo(2);
		assertThat(shown("MAC-" + this.id).get("count").asLong()).isZero();
	}

	@Test
	void aNewDeviceIsShownBeforeItsFirstBackup() {
		device("new-" + this.id);

		JsonNode device = shown("new-" + this.id);

		assertThat(device.propertyNames()).containsExactly("name", "applications", "count", "bytes", "overdue", "token",
				"accessKeyId");
		assertThat(device.get("applications").size()).isZero();
		assertThat(device.get("count").asLong()).isZero();
		assertThat(device.get("bytes").asLong()).isZero();
		assertThat(device.get("overdue").asBoolean()).isFalse();
	}

	@Test
	void aDeviceOfTheConfigurationWithoutABackupIsOverdue() {
		assertThat(shown(CONFIGURED).get("count").asLong()).isZero();
		assertThat(shown(CONFIGURED).get("overdue").asBoolean()).isTrue();
		assertThat(names()).doesNotContain("nightly-operator", "admin");
	}

	@Test
	void aComputerOfCherryStudioIsADevice() {
		store().put("cherry-studio.20200711093000.DESKTOP-" + this.id + ".pc.zip", Archives.zip(500));

		JsonNode device = shown("DESKTOP-" + this.id);

		assertThat(device.get("applications").toString()).isEqualTo("[\"cherry-studio\"]");
		assertThat(device.get("bytes").asLong()).isEqualTo(500);
		assertThat(device.get("overdue").asBoolean()).as("the store's time counts, not the name's").isFalse();
	}

	@Test
	void whatBelongsToNobodyIsNotShown() {
		store().put("archive of " + this.id + ".zip", Archives.EMPTY_ZIP);
		store().put("notes.20250711093000." + this.id + ".tag.html", Archives.EMPTY_ZIP);

		assertThat(names()).noneMatch((name) -> name.contains(this.id));
	}

	@Test
	void aDeviceStaysAsLongAsItHasATokenOrABackup() {
		String name = "sold-" + this.id;
		Answer stored = device(name).upload(Archives.EMPTY_ZIP, "").hasStatus(201);
		admin().delete("/devices/" + name + "/token").hasStatus(204);
		assertThat(names()).contains(name);

		admin().delete("/backups/" + stored.key()).hasStatus(204);

		assertThat(names()).doesNotContain(name);
	}

	@Test
	void devicesAreInTheOrderOfTheirNames() {
		device("b-" + this.id);
		device("a-" + this.id);

		assertThat(names()).isSorted();
	}

	@Test
	void everyTokenSeesTheDevicesAndNobodyElse() {
		device("reader-" + this.id).get("/devices").hasStatus(200);
		admin().get("/devices").hasStatus(200);
		new Coffer(this.port, "an-unknown-token-of-nobody-at-all").get("/devices").isProblem(401, "unauthenticated");
	}

	private JsonNode shown(String name) {
		return admin().get("/devices")
			.hasStatus(200)
			.json()
			.valueStream()
			.filter((device) -> device.get("name").asString().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private List<String> names() {
		return admin().get("/devices")
			.hasStatus(200)
			.json()
			.valueStream()
			.map((device) -> device.get("name").asString())
			.toList();
	}

}
