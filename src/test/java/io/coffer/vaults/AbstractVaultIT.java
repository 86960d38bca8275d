package io.coffer.vaults;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.Coffer;
import io.coffer.testing.RunningCoffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Where the configuration has an operator of all vaults, and a device of the vault acme.
 */
@TestPropertySource(properties = { "coffer.security.tokens[0].name=service", "coffer.security.tokens[0].role=operator",
		"coffer.security.tokens[0].sha256=e373715bf1e57370ecd070f81b690ad44d2751094259d7d65232f3456362244f",
		"coffer.security.tokens[1].name=acme-laptop", "coffer.security.tokens[1].role=device",
		"coffer.security.tokens[1].vault=acme",
		"coffer.security.tokens[1].sha256=94c8aae239b6e2b66c1815a6080f4d301417dad0ec38c42b29750949b7886068" })
abstract class AbstractVaultIT extends RunningCoffer {

	final String vault = "team-" + UUID.randomUUID();

	Coffer service = new Coffer(0, "");

	@BeforeEach
	void anOperatorOfAllVaults() {
		this.service = new Coffer(this.port, "the-service-operators-token");
	}

	final String path() {
		return "/vaults/" + this.vault;
	}

	final Answer put(String json) {
		return admin().sendJson("PUT", path(), json);
	}

	/** Speaks as a device or an operator of the vault, with a new token. */
	final Coffer token(String kind, String name) {
		Answer made = admin().post("/" + kind + "/" + name + "/token?vault=" + this.vault).hasStatus(201);
		return new Coffer(this.port, made.json().get("token").asString());
	}

	/** The names of all vaults, in pages of so many. */
	final List<String> all(int limit) {
		List<String> names = new ArrayList<>();
		String path = "/vaults?limit=" + limit;
		JsonNode page = this.service.get(path).hasStatus(200).json();
		page.get("items").forEach((name) -> names.add(name.asString()));
		while (page.has("nextCursor")) {
			assertThat(page.get("items").size()).isEqualTo(limit);
			page = this.service.get(path + "&cursor=" + page.get("nextCursor").asString()).hasStatus(200).json();
			page.get("items").forEach((name) -> names.add(name.asString()));
		}
		return names;
	}

}
