package io.coffer.vaults;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Which vaults there are, what they hold and what is set of them. */
class VaultsIT extends AbstractVaultIT {

	@Test
	void aVaultIsThereOnceItIsMade() {
		this.service.get(path()).isProblem(404, "vault-not-found");

		JsonNode made = put("{}").hasStatus(200).json();

		assertThat(made.propertyNames()).containsExactly("name", "count", "bytes", "devices", "policy", "disabled");
		assertThat(this.service.get(path()).hasStatus(200).json()).isEqualTo(made);
		assertThat(all(1000)).contains(this.vault);
	}

	@Test
	void aVaultIsThereWithItsFirstUpload() {
		Coffer laptop = token("devices", "laptop");
		assertThat(all(1000)).doesNotContain(this.vault);

		String key = laptop.upload(Archives.zip(1000), "?application=notes").hasStatus(201).key();
		laptop.uploadAs("other.zip", Archives.zip(2000)).hasStatus(201);
		token("devices", "desktop");

		assertThat(all(1000)).contains(this.vault);
		JsonNode vault = this.service.get(path()).hasStatus(200).json();
		assertThat(vault.get("count").asInt()).isEqualTo(2);
		assertThat(vault.get("bytes").asInt()).isEqualTo(3000);
		assertThat(vault.get("devices").asInt()).isEqualTo(2);
		assertThat(vault.get("newest").propertyNames()).containsExactly("key", "lastModified", "size");
		assertThat(vault.at("/newest/key").asString()).isIn(key, "other.zip");
		assertThat(vault.get("disabled").asBoolean()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 1000 })
	void pagesHaveEveryVaultOnceAndTheDefaultOneFirst(int limit) {
		String common = this.vault.substring(0, 20);
		List<String> names = Stream.of("a", "a-b", "a0", "ab", "b").map((end) -> common + end).toList();
		for (String name : names.subList(0, 3)) {
			admin().upload(Archives.EMPTY_ZIP, "?vault=" + name).hasStatus(201);
		}
		for (String name : names.subList(2, 5)) {
			admin().sendJson("PUT", "/vaults/" + name, "{}").hasStatus(200);
		}
		store().put("vaults/No_Name/x.zip", Archives.EMPTY_ZIP);
		store().put("vaults/default/x.zip", Archives.EMPTY_ZIP);
		store().put("vaults/beside.zip", Archives.EMPTY_ZIP);

		List<String> all = all(limit);

		assertThat(all).startsWith("default").doesNotHaveDuplicates().containsAll(names).doesNotContain("No_Name");
	}

	@ParameterizedTest
	@CsvSource({ "?limit=0,validation-failed", "?limit=1001,validation-failed", "?limit=x,validation-failed",
			"?cursor=x,invalid-cursor", "?cursor=Li4v,invalid-cursor", "?cursor=,invalid-cursor" })
	void aPageThatCannotBeIsRefused(String query, String code) {
		this.service.get("/vaults" + query).isProblem(400, code);
	}

	@Test
	void settingsAreReplacedAsAWholeAndThePolicyIfOneIsGiven() {
		put("""
				{"quota": 5000, "policy": {"keepLast": 3}, "disabled": true}""").hasStatus(200);

		JsonNode vault = put("{}").hasStatus(200).json();

		assertThat(vault.has("quota")).isFalse();
		assertThat(vault.get("disabled").asBoolean()).isFalse();
		assertThat(vault.at("/policy/keepLast").asInt()).isEqualTo(3);
		assertThat(vault.get("policy")).isEqualTo(admin().get("/retention?vault=" + this.vault).json());
		assertThat(put("{\"policy\": {}}").json().at("/policy").has("keepLast")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"quota\": -1}", "{\"policy\": {\"keepLast\": 0}}", "{\"policy\": {\"keepLost\": 1}}",
			"{\"quotas\": 1}" })
	void whatCannotHoldIsRefusedAndMakesNoVault(String json) {
		put(json).isProblem(400, "validation-failed");

		this.service.get(path()).isProblem(404, "vault-not-found");
	}

	@Test
	void onlyAnEmptyVaultIsDeletedAndItsTokensEnd() {
		Coffer laptop = token("devices", "laptop");
		put("{\"quota\": 5000, \"policy\": {\"keepLast\": 3}}").hasStatus(200);
		laptop.uploadAs("a.zip", Archives.EMPTY_ZIP).hasStatus(201);
		store().put("vaults/" + this.vault + "/deep/x.zip", Archives.EMPTY_ZIP);

		admin().delete(path()).isProblem(409, "vault-not-empty");
		admin().delete("/backups/a.zip?vault=" + this.vault).hasStatus(204);
		admin().delete(path()).isProblem(409, "vault-not-empty");
		store().delete("vaults/" + this.vault + "/deep/x.zip");
		laptop.get("/backups").hasStatus(200);
		admin().delete(path()).hasStatus(204);

		laptop.get("/backups").isProblem(401, "unauthenticated");
		this.service.get(path()).isProblem(404, "vault-not-found");
		admin().delete(path()).isProblem(404, "vault-not-found");
		assertThat(all(1000)).doesNotContain(this.vault);
		assertThat(store().keys(".coffer/")).noneMatch((key) -> key.contains(this.vault));

		token("devices", "laptop").upload(Archives.zip(6000), "").hasStatus(201);
		JsonNode again = this.service.get(path()).json();
		assertThat(again.has("quota")).isFalse();
		assertThat(again.at("/policy/source").asString()).isEqualTo("none");
		laptop.get("/backups").isProblem(401, "unauthenticated");
	}

	@Test
	void aVaultThatHasNothingButTokensCanBeDeletedWithThem() {
		Coffer laptop = token("devices", "laptop");

		admin().delete(path()).hasStatus(204);

		laptop.get("/backups").isProblem(401, "unauthenticated");
	}

	@Test
	void theDefaultVaultStays() {
		admin().delete("/vaults/default").isProblem(409, "default-vault");
		this.service.get("/vaults/default").hasStatus(200);
	}

}
