package io.coffer.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.testing.StandInStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first byte describes an object, whatever a store makes of a range. */
class FirstByteTests {

	private final StandInStore store = new StandInStore();

	private final Storage storage = StorageAlone.with(StorageAlone.usualRules());

	@BeforeEach
	void anObject() throws IOException {
		try (Bucket bucket = this.storage.open(this.store.settings())) {
			bucket.store(new ByteArrayInputStream("archive".getBytes(UTF_8)), 7,
					new NewObject("a.zip", "application/zip", "attachment", Map.of()));
		}
		this.store.requests().clear();
	}

	@AfterEach
	void closeThem() {
		this.store.close();
	}

	@Test
	void oneCallTellsAsMuchAsHead() {
		assertThat(headReadable("a.zip")).isEqualTo(head("a.zip")).isPresent();
		assertThat(this.store.requests()).containsExactly("GET", "HEAD");
	}

	@Test
	void theConnectionServesTheNextCall() {
		Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
		this.store.answer("GET", (exchange) -> {
			connections.add(exchange.getRemoteAddress());
			this.store.behave(exchange);
		});
		try (Bucket bucket = this.storage.open(this.store.settings())) {
			for (int i = 0; i < 5; i++) {
				assertThat(bucket.headReadable("a.zip")).isPresent();
			}
		}
		assertThat(connections).hasSize(1);
	}

	@Test
	void aStoreThatKnowsNoRangesIsNotReadToTheEnd() {
		this.store.answer("GET", (exchange) -> {
			exchange.sendResponseHeaders(200, 1L << 40);
			exchange.getResponseBody().write("archive".getBytes(UTF_8));
			exchange.getResponseBody().flush();
		});
		assertThat(headReadable("a.zip")).map(StoredObject::size).contains(1L << 40);
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes 0-0/*", "bytes 1-1/7", "bytes 0-0/7 and more", "bytes 0-0/-7",
			"bytes 0-0/9999999999999999999", "" })
	void anAnswerWithoutTheSizeIsNoDescription(String range) {
		this.store.answer("GET", (exchange) -> answer(exchange, range));

		assertThat(headReadable("a.zip")).isEqualTo(head("a.zip")).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes 0-0/7", "bytes  0-0/7 ", "bytes0-0/7" })
	void aRangeIsReadAsStoresWriteIt(String range) {
		this.store.answer("GET", (exchange) -> answer(exchange, range));

		assertThat(headReadable("a.zip")).map(StoredObject::size).contains(7L);
		assertThat(this.store.requests()).containsExactly("GET");
	}

	@Test
	void anEmptyObjectHasNoFirstByte() {
		this.store.replace("/bucket/a.zip", new byte[0]);
		this.store.answer("GET", (exchange) -> exchange.sendResponseHeaders(416, -1));

		assertThat(headReadable("a.zip")).map(StoredObject::size).contains(0L);
	}

	@Test
	void anEmptyObjectIsThereWhereNoRangesAreKnown() {
		this.store.replace("/bucket/a.zip", new byte[0]);
		this.store.answer("GET", (exchange) -> exchange.sendResponseHeaders(200, -1));

		assertThat(headReadable("a.zip")).map(StoredObject::size).contains(0L);
	}

	@Test
	void nothingIsThereWhereBothSaySo() {
		assertThat(headReadable("b.zip")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "403, InvalidObjectState, ARCHIVED", "403, AccessDenied, STORAGE_ACCESS_DENIED" })
	void aRefusalIsTold(int status, String code, ProblemType expected) {
		this.store.answer("GET", (exchange) -> StandInStore.sendXml(exchange, status,
				"<Error><Code>" + code + "</Code><Message>No.</Message></Error>"));

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> headReadable("a.zip"))
			.extracting(ProblemException::type)
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 1 })
	void aByteThatDoesNotComeIsNotThere(int announced) {
		this.store.answer("GET", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Range", "bytes 0-0/7");
			exchange.sendResponseHeaders(206, announced);
		});
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> headReadable("a.zip"))
			.extracting(ProblemException::type)
			.isEqualTo(ProblemType.STORAGE_UNREACHABLE);
	}

	private static void answer(HttpExchange exchange, String range) throws IOException {
		if (!range.isEmpty()) {
			exchange.getResponseHeaders().set("Content-Range", range);
		}
		exchange.sendResponseHeaders(206, 1);
		exchange.getResponseBody().write('a');
	}

	private Optional<StoredObject> headReadable(String key) {
		try (Bucket bucket = this.storage.open(this.store.settings())) {
			return bucket.headReadable(key);
		}
	}

	private Optional<StoredObject> head(String key) {
		try (Bucket bucket = this.storage.open(this.store.settings())) {
			return bucket.head(key);
		}
	}

}
