package io.coffer.checks;

import static io.coffer.checks.Reports.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.coffer.checks.CheckStep.Status;
import io.coffer.storage.Storage;
import io.coffer.testing.RunningCoffer;
import io.coffer.testing.StandInStore;
import io.coffer.web.CorsProperties;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;

/** Whether pages may upload straight to the bucket, as the check finds out. */
class BrowserUploadsIT extends RunningCoffer {

	@Autowired
	private Storage storage;

	@Autowired
	private SimpleAsyncTaskExecutorBuilder executors;

	@Test
	void whereNoPageMayCallCofferNoneIsTried() {
		CheckStep step = step(check().run(this.embedded.open()), "browser-uploads");

		assertThat(step.status()).isEqualTo(Status.SKIPPED);
		assertThat(step.message()).contains("coffer.cors.allowed-origins");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					200 | *                 | PUT, GET | etag, x-id | Content-Type | 200 | PASSED  | a.example, https://b.example
					200 | *                 | *        | *          | * | 200 | PASSED  | a.example, https://b.example
					403 | *                 | PUT      | ETag       | * | 200 | WARNING | b.example may not PUT
					200 | https://a.example | PUT      | ETag       | * | 200 | WARNING | bucket: https://b.example may not PUT
					200 | a.example, b.example | PUT   | ETag       | * | 200 | WARNING | a.example may not PUT
					200 | *                 | GET      | ETag       | * | 200 | WARNING | may not PUT
					200 | *                 | PUT      | x-id       | * | 200 | WARNING | not read the ETag
					200 | *                 | PUT      | ETag       | x-id | 200 | WARNING | not with a Content-Type
					200 | *                 | PUT      | ETag       | * | 403 | WARNING | answered with 403
					""")
	void whatKeepsPagesFromTheBucketIsAWarningAndTheirUploadIsBrokenOff(int asked, String origin, String methods,
			String exposed, String sent, int put, Status status, String message) {
		List<String> aborted = new CopyOnWriteArrayList<>();
		try (StandInStore store = beginning("the-upload", aborted)) {
			store.answer("OPTIONS", (exchange) -> {
				allow(exchange, origin, methods, exposed);
				exchange.getResponseHeaders().set("Access-Control-Allow-Headers", sent);
				exchange.sendResponseHeaders(asked, -1);
			});
			store.answer("PUT", (exchange) -> {
				if (exchange.getRequestHeaders().containsKey("Origin")) {
					allow(exchange, origin, methods, exposed);
					exchange.getResponseHeaders().set("ETag", "\"tag\"");
					exchange.sendResponseHeaders(put, -1);
				}
				else {
					store.behave(exchange);
				}
			});

			CheckStep step = step(check("https://a.example", "https://b.example").run(store.settings()),
					"browser-uploads");

			assertThat(step.status()).as("%s", step).isEqualTo(status);
			assertThat(step.message()).contains(message);
			assertThat(step.code()).isEqualTo((status == Status.WARNING) ? "cors-missing" : null);
		}
		assertThat(aborted).contains("browser");
	}

	@Test
	void aStoreThatAnswersNoPageIsNotCalledClosedToThem() {
		List<String> aborted = new CopyOnWriteArrayList<>();
		try (StandInStore store = beginning("the-upload", aborted)) {
			store.answer("OPTIONS", HttpExchange::close);

			CheckStep step = step(check("https://a.example").run(store.settings()), "browser-uploads");

			assertThat(step.status()).as("%s", step).isEqualTo(Status.SKIPPED);
			assertThat(step.message()).contains("from a page");
		}
		assertThat(aborted).contains("browser");
	}

	@Test
	void noMoreOriginsAreTriedThanThereIsTimeFor() {
		try (StandInStore store = beginning("the-upload", new CopyOnWriteArrayList<>())) {
			String[] many = IntStream.range(0, 8).mapToObj((n) -> "https://" + n + ".example").toArray(String[]::new);

			assertThat(step(check(many).run(store.settings()), "browser-uploads").message())
				.contains("https://4.example")
				.doesNotContain("https://5.example")
				.contains("3 more");
			assertThat(store.requests()).filteredOn("OPTIONS"::equals).hasSize(5);
		}
	}

	/** A store that begins an upload whenever it is asked for one. */
	private static StandInStore beginning(String id, List<String> aborted) {
		StandInStore store = new StandInStore();
		return store
			.answer("POST", (exchange) -> StandInStore.sendXml(exchange, 200,
					"<InitiateMultipartUploadResult><UploadId>" + id + "</UploadId></InitiateMultipartUploadResult>"))
			.answer("DELETE", (exchange) -> {
				if (String.valueOf(exchange.getRequestURI().getQuery()).contains("uploadId=" + id)) {
					aborted.add(exchange.getRequestURI().getPath().replaceFirst(".*-", ""));
				}
				store.behave(exchange);
			});
	}

	private static void allow(HttpExchange exchange, String origin, String methods, String exposed) {
		exchange.getResponseHeaders().set("Access-Control-Allow-Origin", origin);
		exchange.getResponseHeaders().set("Access-Control-Allow-Methods", methods);
		exchange.getResponseHeaders().set("Access-Control-Expose-Headers", exposed);
	}

	private ConnectionCheck check(String... origins) {
		return new ConnectionCheck(this.storage, this.executors, new CheckProperties(Duration.ofMinutes(1)),
				new CorsProperties(List.of(origins)));
	}

}
