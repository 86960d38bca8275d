package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.callers.Vault;
import io.coffer.storage.Bucket;
import io.coffer.storage.ListedObject;
import io.coffer.storage.Storage;
import io.coffer.testing.AbstractStandInIT;
import io.coffer.testing.StandInStore;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Buckets with more objects than a listing gives at once. */
class LargeBucketIT extends AbstractStandInIT {

	private static final Instant BEGINNING = Instant.parse("2025-01-01T00:00:00Z");

	/** The same as a number, as it stands in names. */
	private static final long FIRST_DAY = 20_250_101_000_000L;

	/** A prime, so that the store's times go another way than the keys. */
	private static final long STRIDE = 7919;

	@Autowired
	private Storage storage;

	@Autowired
	private BackupNames names;

	@Autowired
	private BackupService backups;

	@ParameterizedTest
	@CsvSource({ "999, newest", "1000, name", "1001, oldest", "2500, largest", "10000, newest" })
	void thePagesTogetherAreEveryBackupOnceAndInOrder(int count, String sort) {
		fill(count);

		BitSet seen = new BitSet(count);
		List<ListedObject> all = new ArrayList<>();
		String cursor = "";
		do {
			JsonNode page = admin().get("/backups?limit=1000&sort=" + sort + cursor).hasStatus(200).json();
			assertThat(page.get("total").asInt()).isEqualTo(count);
			page.get("items").forEach((item) -> {
				seen.set(index(item));
				all.add(object(index(item), count));
			});
			cursor = page.has("nextCursor") ? "&cursor=" + page.get("nextCursor").asString() : "";
		}
		while (!cursor.isEmpty());

		assertThat(all).hasSize(count);
		assertThat(seen.cardinality()).isEqualTo(count);
		assertThat(all).isSortedAccordingTo(BackupSort.valueOf(sort.toUpperCase(Locale.ROOT)).comparator());
	}

	@Test
	void aHundredThousandBackupsAreCountedAndPagedToTheEnd() {
		int count = 100_000;
		fill(count);
		String mark = new BackupFilter(Vault.DEFAULT, null, null, null, null).mark(BackupSort.NEWEST);

		JsonNode first = page("");
		JsonNode second = page("&cursor=" + first.get("nextCursor").asString());
		JsonNode last = page("&cursor=" + new Cursor(mark, newest(count - 1001, count)).encode());

		assertThat(first.get("total").asInt()).isEqualTo(count);
		assertThat(first.get("totalSize").asLong()).isEqualTo((long) count * (count + 1) / 2);
		assertThat(keys(first)).isEqualTo(newestKeys(0, 1000, count));
		assertThat(keys(second)).isEqualTo(newestKeys(1000, 2000, count));
		assertThat(keys(last)).isEqualTo(newestKeys(count - 1000, count, count));
		assertThat(last.has("nextCursor")).isFalse();
	}

	@Test
	void theNewestOfADeviceIsFoundAmongTenThousand() {
		int count = 10_000;
		fill(count);
		this.store.answer("HEAD", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Length", "1");
			exchange.sendResponseHeaders(200, -1);
		});

		String newest = admin().get("/backups/latest?device=d3").hasStatus(200).key();

		assertThat(newest).isEqualTo(IntStream.range(0, count)
			.filter((i) -> i % 5 == 3)
			.mapToObj((i) -> object(i, count))
			.min(BackupSort.NEWEST.comparator())
			.orElseThrow()
			.key());
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 50, 1000 })
	void aSweepHoldsTwoPagesHoweverManyBackupsThereAre(int limit) {
		int count = 5000;
		List<Integer> kept = new ArrayList<>();
		ListingScan sweep = new ListingScan(this.names, new BackupFilter(Vault.DEFAULT, null, null, null, null),
				BackupSort.NEWEST, null, limit);
		this.store.list(count, (i) -> {
			kept.add(sweep.kept());
			return object(i, count);
		});

		try (Bucket bucket = this.storage.open()) {
			sweep.over(bucket, "", null);
		}

		assertThat(sweep.total()).isEqualTo(count);
		assertThat(kept).allMatch((held) -> held <= 2 * limit).anyMatch((held) -> held >= limit);
		assertThat(sweep.found()).hasSize(limit);
	}

	@Test
	void whatIsNoBackupIsLeftOutAndCounted() {
		this.store.list(3000, (i) -> (i % 10 == 0)
				? new ListedObject(object(i, 3000).key() + ".part", i, BEGINNING, "", null) : object(i, 3000));

		assertThat(page("").get("total").asInt()).isEqualTo(2700);

		assertThat(admin().get("/actuator/prometheus").hasStatus(200).text().lines())
			.anyMatch((line) -> line.matches("coffer_listing_ignored_objects(\\{.*})? 300\\.0"));
	}

	@Test
	void listsThatAreAskedForDuringASweepShareTheNext() {
		CountDownLatch gate = new CountDownLatch(1);
		this.store.answer("LIST", (exchange) -> {
			await().until(() -> gate.getCount() == 0);
			StandInStore.sendXml(exchange, 200, "<ListBucketResult/>");
		});
		CompletableFuture<Void> first = CompletableFuture.runAsync(this::list);
		await().until(() -> this.store.requests().contains("LIST"));
		List<Thread> later = Stream.generate(() -> new Thread(this::list)).limit(10).toList();
		later.forEach(Thread::start);
		await().until(() -> later.stream().allMatch((thread) -> thread.getState() == Thread.State.WAITING));

		gate.countDown();

		first.join();
		await().until(() -> later.stream().noneMatch(Thread::isAlive));
		assertThat(this.store.requests()).filteredOn("LIST"::equals).hasSize(2);
	}

	private void list() {
		this.backups.page(new BackupFilter(Vault.DEFAULT, null, null, null, null), BackupSort.NEWEST, 50, null);
	}

	private void fill(int count) {
		this.store.list(count, (i) -> object(i, count));
	}

	private JsonNode page(String more) {
		return admin().get("/backups?limit=1000" + more).hasStatus(200).json();
	}

	/** Keys in the order of their numbers, times in another. */
	private static ListedObject object(int i, int count) {
		// By hand: a formatter would take most of the time of these tests
		long time = FIRST_DAY + i / 86400 * 1_000_000L + i / 3600 % 24 * 10_000L + i / 60 % 60 * 100L + i % 60;
		String key = "big." + time + ".d" + i % 5 + "." + HexFormat.of().toHexDigits(i, 12) + ".zip";
		return new ListedObject(key, i + 1, BEGINNING.plusSeconds(i * STRIDE % count), "", null);
	}

	private static int index(JsonNode item) {
		String key = item.get("key").asString();
		return Integer.parseInt(key, key.length() - 16, key.length() - 4, 16);
	}

	private static List<String> keys(JsonNode page) {
		return page.get("items").valueStream().map((item) -> item.get("key").asString()).toList();
	}

	private static List<String> newestKeys(int from, int to, int count) {
		return IntStream.range(from, to).mapToObj((rank) -> newest(rank, count).key()).toList();
	}

	/** The one of that rank among the newest: no two are of the same second. */
	private static ListedObject newest(int rank, int count) {
		long second = count - 1L - rank;
		long step = BigInteger.valueOf(STRIDE).modInverse(BigInteger.valueOf(count)).longValueExact();
		return object((int) (second * step % count), count);
	}

}
