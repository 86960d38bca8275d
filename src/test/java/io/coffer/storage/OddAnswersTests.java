package io.coffer.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.testing.StandInStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A store whose answers are late, or not what S3 says. */
class OddAnswersTests {

	private final StandInStore store = new StandInStore();

	private final Storage storage = StorageAlone.with(StorageAlone.usualRules());

	@AfterEach
	void closeThem() {
		this.store.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Last-Modified                       | Fri, 28 Dec 2018 10:11:26 CST
			Last-Modified                       | 2018-12-28T10:11:26.000Z
			Last-Modified                       | 1545991886
			x-amz-object-lock-retain-until-date | Fri, 28 Dec 2018 10:11:26 GMT
			x-amz-tagging-count                 | many
			x-amz-object-size                   | odd
			""")
	void aHeaderThatCannotBeReadHidesNoObject(String name, String value) throws IOException {
		this.store.answer("HEAD", (exchange) -> {
			exchange.getResponseHeaders().set(name, value);
			this.store.behave(exchange);
		});
		StoredObject stored = store("a.zip");
		assertThat(stored.size()).isEqualTo(7);
		assertThat(stored.lastModified()).isNull();
	}

	@Test
	void aTimeThatCanBeReadIsKept() throws IOException {
		this.store.answer("HEAD", (exchange) -> {
			exchange.getResponseHeaders().set("Last-Modified", "Fri, 28 Dec 2018 10:11:26 GMT");
			this.store.behave(exchange);
		});
		assertThat(store("a.zip").lastModified()).isEqualTo("2018-12-28T10:11:26Z");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<Size>7</Size><LastModified>2018-03-13T17:25:04Z</LastModified>",
			"<Key>a.zip</Key><LastModified>2018-03-13T17:25:04Z</LastModified>", "<Key>a.zip</Key><Size>7</Size>", "" })
	void whatAStoreLeavesOutOfAListIsItsFault(String object) {
		this.store.answer("LIST", (exchange) -> StandInStore.sendXml(exchange, 200,
				"<ListBucketResult><Contents>" + object + "</Contents></ListBucketResult>"));

		try (Bucket bucket = this.storage.open(this.store.settings())) {
			assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> bucket.list("", null, (listed) -> {
			})).extracting(ProblemException::type).isEqualTo(ProblemType.STORAGE_ERROR);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "2018-03-13T17:25:04", "Tue, 13 Mar 2018 17:25:04 GMT", "" })
	void aListThatCannotBeReadIsAnAnswerAllTheSame(String time) {
		this.store.answer("LIST",
				(exchange) -> StandInStore.sendXml(exchange, 200,
						"<ListBucketResult><Contents><Key>a.zip</Key><LastModified>" + time
								+ "</LastModified><Size>7</Size></Contents></ListBucketResult>"));
		try (Bucket bucket = this.storage.open(this.store.settings())) {
			assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> bucket.find("a.zip"))
				.satisfies((problem) -> {
					assertThat(problem.type()).isEqualTo(ProblemType.STORAGE_ERROR);
					assertThat(problem.hint()).contains("not S3");
				});
		}
	}

	/** The two names have the same hash. */
	@Test
	void anUploadDoesNotWaitForAnotherNamesSlowOne() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		this.store.answer("PUT", (exchange) -> {
			if (exchange.getRequestURI().getPath().endsWith("Aa.zip")) {
				begun.countDown();
				await(end);
			}
			this.store.behave(exchange);
		});
		ExecutorService slow = Executors.newSingleThreadExecutor();
		try {
			Future<StoredObject> late = slow.submit(() -> store("Aa.zip"));
			await(begun);
			assertThat(store("BB.zip").size()).isEqualTo(7);
			assertThat(late).isNotDone();
			end.countDown();
			assertThat(late.get(60, TimeUnit.SECONDS).size()).isEqualTo(7);
		}
		finally {
			end.countDown();
			slow.shutdownNow();
		}
	}

	private StoredObject store(String key) throws IOException {
		try (Bucket bucket = this.storage.open(this.store.settings())) {
			return bucket.store(new ByteArrayInputStream("archive".getBytes(UTF_8)), 7,
					new NewObject(key, "application/zip", "attachment", Map.of()));
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
