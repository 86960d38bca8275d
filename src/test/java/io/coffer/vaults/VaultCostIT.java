package io.coffer.vaults;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.storage.ListedObject;
import io.coffer.testing.Archives;
import io.coffer.testing.PlainS3;
import io.coffer.testing.RunningCoffer;
import io.coffer.testing.StandInStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What calls in a vault cost, counted by a store. */
class VaultCostIT extends RunningCoffer {

	private static final int BACKUPS = 100;

	private StandInStore store = new StandInStore();

	@AfterEach
	void theEmbeddedStoreAgain() {
		admin().delete("/config?state=adopt").hasStatus(204);
		this.store.close();
	}

	@Test
	void aCallInAVaultCostsTheSameWhateverOthersThereAre() {
		Map<String, List<String>> alone = costs(1);
		theEmbeddedStoreAgain();
		this.store = new StandInStore();

		assertThat(costs(1000)).isEqualTo(alone);
		assertThat(alone).containsEntry("list", List.of("LIST")).containsEntry("latest", List.of("HEAD", "LIST"));
	}

	private Map<String, List<String>> costs(int vaults) {
		String vault = vault(vaults / 2);
		String newest = name(BACKUPS - 1);
		this.store.list(vaults * BACKUPS,
				(i) -> new ListedObject("vaults/" + vault(i / BACKUPS) + "/" + name(i % BACKUPS), 22,
						Instant.ofEpochSecond(1_700_000_000L + i), "", null));
		connectTo(this.store);
		new PlainS3(this.store.settings()).put("vaults/" + vault + "/" + newest, Archives.EMPTY_ZIP);
		String query = "?vault=" + vault;
		Map<String, List<String>> costs = new LinkedHashMap<>();
		costs.put("list",
				of(() -> assertThat(admin().get("/backups" + query).hasStatus(200).json().get("total").asInt())
					.isEqualTo(BACKUPS)));
		costs.put("latest",
				of(() -> assertThat(admin().get("/backups/latest" + query).hasStatus(200).key()).isEqualTo(newest)));
		costs.put("upload", of(() -> admin().upload(Archives.EMPTY_ZIP, query + "&application=notes").hasStatus(201)));
		costs.put("restore", of(() -> admin().post("/backups/" + newest + "/restore" + query).hasStatus(200)));
		return costs;
	}

	/**
	 * The policy and what is set for the vault are counted apart: one call in a while.
	 */
	private List<String> of(Runnable call) {
		List<String> before = new ArrayList<>(this.store.requests());
		call.run();
		return this.store.requests()
			.stream()
			.skip(before.size())
			.filter((kind) -> !kind.equals("GET"))
			.sorted()
			.toList();
	}

	private static String vault(int number) {
		return "v-" + padded(number, 4);
	}

	private static String name(int number) {
		return "notes.20250101000000.laptop." + padded(number, 12) + ".zip";
	}

	private static String padded(int number, int digits) {
		String text = Integer.toString(number);
		return "0".repeat(digits - text.length()) + text;
	}

}
