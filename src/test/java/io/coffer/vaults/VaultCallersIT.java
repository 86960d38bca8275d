package io.coffer.vaults;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.Wire;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who gets into a vault, and who learns what of it. */
class VaultCallersIT extends AbstractVaultIT {

	@Test
	void nobodyOfADisabledVaultGetsInAndOthersDo() {
		Coffer laptop = token("devices", "laptop");
		Coffer operator = token("operators", "olga");
		laptop.uploadAs("a.zip", Archives.EMPTY_ZIP).hasStatus(201);

		put("{\"disabled\": true}").hasStatus(200);

		for (Coffer each : List.of(laptop, operator)) {
			each.get("/backups").isProblem(403, "vault-disabled");
			each.get("/backups/a.zip/content").isProblem(403, "vault-disabled");
			each.upload(Archives.EMPTY_ZIP, "").isProblem(403, "vault-disabled");
			each.get(path()).isProblem(403, "vault-disabled");
		}
		assertThat(this.service.get(path()).hasStatus(200).json().get("disabled").asBoolean()).isTrue();
		this.service.get("/backups?vault=" + this.vault).hasStatus(200);
		this.service.upload(Archives.EMPTY_ZIP, "?vault=" + this.vault).hasStatus(201);
		device("elsewhere-" + this.vault).get("/backups").hasStatus(200);

		put("{\"disabled\": false}").hasStatus(200);
		laptop.get("/backups").hasStatus(200);
	}

	@Test
	void aConfiguredTokenOfADisabledVaultIsKeptOutToo() {
		Coffer laptop = new Coffer(this.port, "a-configured-device-of-acme");
		laptop.get("/backups").hasStatus(200);

		admin().sendJson("PUT", "/vaults/acme", "{\"disabled\": true}").hasStatus(200);
		laptop.get("/backups").isProblem(403, "vault-disabled");

		admin().delete("/vaults/acme").hasStatus(204);
		laptop.get("/backups").hasStatus(200);
	}

	@Test
	void whatIsUnderWayInAVaultThatIsDisabledEnds() throws IOException {
		Coffer laptop = token("devices", "laptop");
		try (Wire wire = Wire.to(this.port)) {
			wire.head("PUT /backups/half.zip HTTP/1.1", "Host: localhost", "Authorization: Bearer " + laptop.token(),
					"Content-Length: 1000000", "Expect: 100-continue");
			assertThat(wire.line()).startsWith("HTTP/1.1 100");
			assertThat(wire.line()).isEmpty();

			put("{\"disabled\": true}").hasStatus(200);

			wire.answer().isProblem(403, "vault-disabled");
		}
		assertThat(store().keys("vaults/" + this.vault)).isEmpty();
		assertThat(store().openUploads()).isEmpty();
	}

	@Test
	void allDevicesOfAVaultShareItsQuota() {
		Coffer laptop = token("devices", "laptop");
		Coffer desktop = token("devices", "desktop");
		put("{\"quota\": 5000}").hasStatus(200);
		laptop.upload(Archives.zip(3000), "").hasStatus(201);

		Answer refused = desktop.upload(Archives.zip(2001), "").isProblem(507, "quota-exceeded");

		assertThat(refused.json().get("detail").asString()).contains("of the vault \"" + this.vault + "\"");
		assertThat(refused.json().get("quota").asInt()).isEqualTo(5000);
		assertThat(refused.json().get("used").asInt()).isEqualTo(3000);
		admin().upload(Archives.zip(2001), "?vault=" + this.vault).isProblem(507, "quota-exceeded");
		device("elsewhere-" + this.vault).upload(Archives.zip(5001), "").hasStatus(201);
		desktop.upload(Archives.zip(2000), "").hasStatus(201);

		put("{}").hasStatus(200);
		desktop.upload(Archives.zip(5001), "").hasStatus(201);
	}

	@Test
	void anotherVaultLooksLikeOneThatIsNotThere() {
		Coffer operator = token("operators", "olga");
		String other = "other-" + this.vault.substring(0, 30);
		admin().sendJson("PUT", "/vaults/" + other, "{}").hasStatus(200);

		operator.get(path()).hasStatus(200);
		JsonNode there = operator.get("/vaults/" + other).isProblem(404, "vault-not-found").json();
		JsonNode missing = operator.get("/vaults/not-" + other.substring(0, 30))
			.isProblem(404, "vault-not-found")
			.json();
		assertThat(there.get("detail")).isEqualTo(missing.get("detail"));
		assertThat(there.propertyNames()).isEqualTo(missing.propertyNames());
		operator.get("/vaults/x").isProblem(404, "vault-not-found");
		operator.get("/backups?vault=" + other).isProblem(404, "vault-not-found");
		this.service.get("/vaults/x").isProblem(400, "invalid-name");
		admin().sendJson("PUT", "/vaults/Not-A-Name", "{}").isProblem(400, "invalid-name");
	}

	@Test
	void anOperatorOfOneVaultSeesNothingOfTheService() {
		Coffer operator = token("operators", "olga");

		for (String path : List.of("/vaults", "/config", "/actuator/prometheus", "/actuator/sbom")) {
			operator.get(path).isProblem(403, "forbidden");
			this.service.get(path).hasStatus(200);
		}
		operator.sendJson("PUT", path(), "{}").isProblem(403, "forbidden");
		operator.delete(path()).isProblem(403, "forbidden");
		token("devices", "laptop").get(path()).isProblem(403, "forbidden");
		this.service.sendJson("PUT", path(), "{}").isProblem(403, "forbidden");
	}

	@Test
	void anOperatorOfOneVaultMakesAndRevokesTheTokensOfItsDevices() {
		Coffer operator = token("operators", "olga");

		Answer made = operator.post("/devices/acme-laptop/token").hasStatus(201);

		Coffer laptop = new Coffer(this.port, made.json().get("token").asString());
		laptop.uploadAs("a.zip", Archives.EMPTY_ZIP).hasStatus(201);
		assertThat(store().keys("vaults/" + this.vault)).hasSize(1);
		operator.delete("/devices/acme-laptop/token").hasStatus(204);
		laptop.get("/backups").isProblem(401, "unauthenticated");
		operator.post("/devices/service/token").isProblem(409, "device-managed");
		operator.post("/devices/laptop/token?vault=default").isProblem(404, "vault-not-found");
		operator.post("/operators/another/token").isProblem(403, "forbidden");
	}

}
