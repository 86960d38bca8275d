package io.coffer.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.coffer.testing.AbstractStandInIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** A store whose connections break off while a backup is read. */
class ResumedReadIT extends AbstractStandInIT {

	private static final byte[] ARCHIVE = Archives.zip(3000);

	private static final String CONTENT = "/backups/a.zip/content";

	private static final String TAG = "\"the-tag\"";

	private static final int MIB = 1024 * 1024;

	private final List<String> asked = new CopyOnWriteArrayList<>();

	@Test
	void theRestIsAskedForWhereTheStoreBreaksOff() {
		breaksOff(ARCHIVE, 1000, (request) -> TAG);

		assertThat(admin().get(CONTENT).hasStatus(200).body()).isEqualTo(ARCHIVE);

		assertThat(this.asked).containsExactly("all", "bytes=1000-2999", "bytes=2000-2999");
	}

	@Test
	void soIsTheRestOfARange() {
		breaksOff(ARCHIVE, 1000, (request) -> TAG);

		Answer answer = admin().get(CONTENT, "Range", "bytes=100-1599").hasStatus(206);

		assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(ARCHIVE, 100, 1600));
		assertThat(this.asked).containsExactly("bytes=100-1599", "bytes=1100-1599");
	}

	@Test
	void soIsTheRestOfWhatIsVerified() {
		breaksOff(ARCHIVE, 1000, (request) -> TAG);

		assertThat(admin().post("/backups/a.zip/verify").hasStatus(200).json().get("size").asInt()).isEqualTo(3000);

		assertThat(this.asked).contains("bytes=1000-2999", "bytes=2000-2999");
	}

	@Test
	void aLargeArchiveIsReadHoweverOftenTheStoreBreaksOff() {
		byte[] large = Archives.zip(6 * MIB);
		breaksOff(large, MIB, (request) -> TAG);

		assertThat(Archives.sha256(admin().get(CONTENT).hasStatus(200).body())).isEqualTo(Archives.sha256(large));

		assertThat(this.asked).hasSize(6);
	}

	@Test
	void aStoreThatAlwaysBreaksOffIsGivenUp() {
		breaksOff(ARCHIVE, 10, (request) -> TAG);

		admin().get(CONTENT).isProblem(503, "storage-unreachable");

		assertThat(this.asked).containsExactly("all", "bytes=10-2999", "bytes=20-2999", "bytes=30-2999");
	}

	@Test
	void theRestOfAnotherObjectIsNotTaken() {
		breaksOff(ARCHIVE, 1000, (request) -> (request == 0) ? TAG : "\"another\"");

		admin().get(CONTENT).isProblem(503, "storage-unreachable");

		assertThat(this.asked).containsExactly("all", "bytes=1000-2999");
	}

	@Test
	void withoutATagNobodyKnowsWhoseTheRestIs() {
		breaksOff(ARCHIVE, 1000, (request) -> "");

		admin().get(CONTENT).isProblem(503, "storage-unreachable");

		assertThat(this.asked).containsExactly("all");
	}

	/**
	 * Keeps an archive, and sends so many bytes of what is asked for, under a tag. What
	 * Coffer remembers in the bucket comes as ever.
	 */
	private void breaksOff(byte[] archive, int most, IntFunction<String> tag) {
		admin().uploadAs("a.zip", ARCHIVE).hasStatus(201);
		this.store.replace("/bucket/a.zip", archive);
		this.store.answer("HEAD", (exchange) -> {
			set(exchange, "ETag", tag.apply(0));
			this.store.behave(exchange);
		});
		this.store.answer("GET", (exchange) -> {
			if (!exchange.getRequestURI().getPath().equals("/bucket/a.zip")) {
				this.store.behave(exchange);
				return;
			}
			String range = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Range"), "all");
			set(exchange, "ETag", tag.apply(this.asked.size()));
			this.asked.add(range);
			send(exchange, archive, range, most);
		});
	}

	private static void send(HttpExchange exchange, byte[] archive, String range, int most) throws IOException {
		int from = 0;
		int length = archive.length;
		if (range.startsWith("bytes=")) {
			String[] ends = range.substring("bytes=".length()).split("-", 2);
			from = Integer.parseInt(ends[0]);
			length = Integer.parseInt(ends[1]) + 1 - from;
			set(exchange, "Content-Range", "bytes " + ends[0] + "-" + ends[1] + "/" + archive.length);
		}
		exchange.sendResponseHeaders(range.equals("all") ? 200 : 206, length);
		exchange.getResponseBody().write(archive, from, Math.min(most, length));
		exchange.getResponseBody().flush();
	}

	private static void set(HttpExchange exchange, String name, String value) {
		if (!value.isEmpty()) {
			exchange.getResponseHeaders().set(name, value);
		}
	}

}
