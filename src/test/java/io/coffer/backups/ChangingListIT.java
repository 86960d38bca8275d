package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Archives;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lists that are read while others write. */
class ChangingListIT extends AbstractBackupIT {

	@ParameterizedTest
	@ValueSource(strings = { "newest", "oldest", "largest", "name" })
	void whatWasThereAllAlongIsSeenOnceWhileOthersComeAndGo(String sort) {
		Set<String> stays = new HashSet<>();
		Deque<String> goes = new ArrayDeque<>();
		for (int i = 0; i < 8; i++) {
			stays.add(upload("m" + i, 1000 + i % 3));
			goes.add(upload("m" + i + "-goes", 1000 + i % 4));
		}
		List<String> seen = new ArrayList<>();
		int page = 0;
		String cursor = "";
		do {
			JsonNode list = this.coffer.get("/backups?device=" + this.device + "&limit=3&sort=" + sort + cursor)
				.hasStatus(200)
				.json();
			list.get("items").forEach((item) -> seen.add(item.get("key").asString()));
			upload("a" + page, 5000);
			upload("z" + page, 500);
			for (int i = 0; i < 2 && !goes.isEmpty(); i++) {
				admin().delete("/backups/" + ((i == 0) ? goes.removeFirst() : goes.removeLast())).hasStatus(204);
			}
			page++;
			cursor = list.has("nextCursor") ? "&cursor=" + list.get("nextCursor").asString() : "";
		}
		while (!cursor.isEmpty() && page < 100);

		assertThat(seen).doesNotHaveDuplicates().containsAll(stays);
		assertThat(page).isGreaterThan(3);
	}

	private String upload(String beginning, int size) {
		String key = beginning + ".20250711093000." + this.device + ".zip";
		this.coffer.uploadAs(key, Archives.zip(size)).hasStatus(201);
		return key;
	}

}
