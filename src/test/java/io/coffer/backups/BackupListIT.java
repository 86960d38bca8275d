package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The list of backups: filters, order and pages. */
class BackupListIT extends AbstractBackupIT {

	private record Item(String key, Instant lastModified, long size) {

		static Item of(JsonNode json) {
			return new Item(json.get("key").asString(), Instant.parse(json.get("lastModified").asString()),
					json.get("size").asLong());
		}

	}

	private static final Map<String, Comparator<Item>> ORDERS = new TreeMap<>(
			Map.of("newest", Comparator.comparing(Item::lastModified).thenComparing(Item::key).reversed(), "oldest",
					Comparator.comparing(Item::lastModified).thenComparing(Item::key), "largest",
					Comparator.comparing(Item::size).reversed().thenComparing(Item::key), "name",
					Comparator.comparing(Item::key)));

	@ParameterizedTest
	@CsvSource({ "newest, 1", "newest, 3", "newest, 7", "oldest, 2", "largest, 2", "name, 3", "name, 6" })
	void thePagesTogetherAreTheListInOrder(String sort, int limit) {
		Set<String> stored = someBackups();

		List<Item> all = pages("device=" + this.device + "&sort=" + sort, limit);

		assertThat(all).extracting(Item::key).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(stored);
		assertThat(all).isSortedAccordingTo(ORDERS.get(sort));
	}

	@Test
	void theNewestComeFirstUnlessSomethingElseIsAskedFor() {
		someBackups();

		List<Item> items = items(list(""));

		assertThat(items).hasSize(6).isSortedAccordingTo(ORDERS.get("newest"));
		assertThat(items.get(0).lastModified()).isAfter(items.get(5).lastModified());
		assertThat(items).isEqualTo(items(list("&sort=newest")));
	}

	@Test
	void everyPageKnowsTheWholeListsCountAndSize() {
		someBackups();

		JsonNode first = list("&limit=4");
		JsonNode second = list("&limit=4&cursor=" + first.get("nextCursor").asString());

		for (JsonNode page : List.of(first, second)) {
			assertThat(page.get("total").asInt()).isEqualTo(6);
			assertThat(page.get("totalSize").asInt()).isEqualTo(1000 + 1001 + 1002 + 1003 + 1003 + 1003);
		}
		assertThat(first.get("items")).hasSize(4);
		assertThat(second.get("items")).hasSize(2);
		assertThat(second.has("nextCursor")).isFalse();
	}

	@Test
	void aPageThatEndsTheListHasNoCursor() {
		someBackups();

		assertThat(list("&limit=6").has("nextCursor")).isFalse();
		assertThat(list("&limit=5").has("nextCursor")).isTrue();
	}

	@Test
	void backupsThatComeAndGoNeitherHideNorRepeatOthers() {
		someBackups();
		JsonNode first = list("&sort=name&limit=3");
		List<Item> seen = items(first);
		admin().delete("/backups/" + seen.get(2).key()).hasStatus(204);
		admin().delete("/backups/" + seen.get(0).key()).hasStatus(204);
		this.coffer.uploadAs("0" + nameOf("1"), Archives.EMPTY_ZIP).hasStatus(201);

		JsonNode second = list("&sort=name&limit=3&cursor=" + first.get("nextCursor").asString());

		assertThat(items(second)).hasSize(3).noneMatch(seen::contains);
		assertThat(second.get("total").asInt()).isEqualTo(5);
	}

	@Test
	void aDevicesNameIsComparedWhole() {
		String longer = this.device + "-2";
		device(longer).upload(Archives.EMPTY_ZIP, query()).hasStatus(201);
		this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201);

		assertThat(items(list(""))).singleElement().extracting(Item::key).asString().contains("." + this.device + ".");
		assertThat(items(this.coffer.get("/backups?device=" + longer).json())).singleElement()
			.extracting(Item::key)
			.asString()
			.contains("." + longer + ".");
		assertThat(items(this.coffer.get("/backups?device=" + this.device.substring(0, 20)).json())).isEmpty();
		assertThat(items(this.coffer.get("/backups?device=").json())).noneMatch((item) -> item.key().contains(longer));
	}

	@Test
	void aWordOfTheNameIsFoundWhateverItsCase() {
		this.coffer.uploadAs("Caf\u00e9 " + this.application + ".zip", Archives.EMPTY_ZIP).hasStatus(201);
		this.coffer.uploadAs("Tee " + this.application + ".zip", Archives.EMPTY_ZIP).hasStatus(201);

		for (String q : new String[] { "caf\u00e9 app-", "CAF\u00c9 APP-", "cafe\u0301 app-" }) {
			assertThat(found(q + this.application.substring(4)))
				.containsExactly("Caf\u00e9 " + this.application + ".zip");
		}
		assertThat(found(this.application)).hasSize(2);
		assertThat(found("*" + this.application)).isEmpty();
		assertThat(found("cafe " + this.application)).isEmpty();
	}

	@Test
	void anItemTellsWhatTheListingGives() {
		Answer stored = this.coffer.upload(Archives.zip(1000), query()).hasStatus(201);

		JsonNode item = list("").get("items").get(0);

		for (String name : new String[] { "key", "size", "lastModified", "etag", "application", "device",
				"createdAt" }) {
			assertThat(item.get(name)).isEqualTo(stored.json().get(name));
		}
		assertThat(item.propertyNames()).doesNotContain("sha256", "filename", "contentType");
	}

	@Test
	void aListOfNothingIsEmpty() {
		JsonNode page = list("");

		assertThat(page.get("items")).isEmpty();
		assertThat(page.get("total").asInt()).isZero();
		assertThat(page.get("totalSize").asInt()).isZero();
		assertThat(page.has("nextCursor")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "limit=0", "limit=-1", "limit=1001", "limit=many", "limit=99999999999", "sort=best",
			"sort=newest,oldest" })
	void aParameterThatMakesNoSenseIsAProblemOfThatField(String parameter) {
		Answer answer = this.coffer.get("/backups?" + parameter).isProblem(400, "validation-failed");

		assertThat(answer.json().get("errors").get(0).get("field").asString())
			.isEqualTo(parameter.substring(0, parameter.indexOf('=')));
	}

	@Test
	void aCursorThatIsNoneIsRefused() {
		String text = Base64.getUrlEncoder().encodeToString("a\nb\nc\nd".getBytes(StandardCharsets.UTF_8));

		for (String cursor : new String[] { "x", "%20", "!", text, "AAAA", "%00", "x".repeat(5000) }) {
			this.coffer.get("/backups?cursor=" + cursor).isProblem(400, "invalid-cursor");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "device=other&sort=name", "device=%s&sort=newest", "device=%s&sort=name&q=x",
			"q=%s&sort=name" })
	void aCursorOfAnotherListIsRefused(String filter) {
		someBackups();
		String cursor = list("&sort=name&limit=2").get("nextCursor").asString();

		this.coffer.get("/backups?" + filter.formatted(this.device) + "&cursor=" + cursor)
			.isProblem(400, "invalid-cursor");
	}

	@Test
	void aCursorMayChangeTheLimit() {
		someBackups();
		String cursor = list("&limit=2").get("nextCursor").asString();

		assertThat(items(list("&limit=1000&cursor=" + cursor))).hasSize(4);
	}

	/** Six backups, three of one size, the last one some seconds after the first. */
	private Set<String> someBackups() {
		Set<String> keys = new HashSet<>();
		for (int i = 0; i < 5; i++) {
			keys.add(this.coffer.uploadAs(nameOf("b" + i), Archives.zip(1000 + Math.min(i, 3))).hasStatus(201).key());
		}
		Instant last = items(list("")).get(0).lastModified();
		await().until(() -> Instant.now().isAfter(last.plusSeconds(1)));
		keys.add(this.coffer.uploadAs(nameOf("b"), Archives.zip(1003)).hasStatus(201).key());
		return keys;
	}

	private String nameOf(String beginning) {
		return beginning + ".20250711093000." + this.device + ".zip";
	}

	private JsonNode list(String more) {
		return this.coffer.get("/backups?device=" + this.device + more).hasStatus(200).json();
	}

	private List<String> found(String q) {
		return items(this.coffer.get("/backups?q=" + Coffer.encode(q)).hasStatus(200).json()).stream()
			.map(Item::key)
			.toList();
	}

	private List<Item> pages(String query, int limit) {
		List<Item> all = new ArrayList<>();
		String cursor = "";
		do {
			JsonNode page = this.coffer.get("/backups?" + query + "&limit=" + limit + cursor).hasStatus(200).json();
			assertThat(page.get("items").size()).isBetween(1, limit);
			all.addAll(items(page));
			cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asString() : "";
		}
		while (!cursor.isEmpty());
		return all;
	}

	private static List<Item> items(JsonNode page) {
		List<Item> items = new ArrayList<>();
		page.get("items").forEach((item) -> items.add(Item.of(item)));
		return items;
	}

}
