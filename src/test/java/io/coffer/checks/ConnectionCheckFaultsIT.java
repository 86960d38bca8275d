package io.coffer.checks;

import static io.coffer.checks.Reports.failedAt;
import static io.coffer.checks.Reports.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.checks.CheckStep.Status;
import io.coffer.providers.Provider;
import io.coffer.providers.S3Settings;
import io.coffer.storage.Storage;
import io.coffer.testing.RunningCoffer;
import io.coffer.testing.StandInStore;
import io.coffer.testing.WebPage;
import io.coffer.web.CorsProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;

/** Stores that are at fault, and what the check says of each. */
class ConnectionCheckFaultsIT extends RunningCoffer {

	@Autowired
	private ConnectionCheck check;

	@Autowired
	private Storage storage;

	@Autowired
	private SimpleAsyncTaskExecutorBuilder executors;

	@Test
	void aStoreThatNeverAnswersIsReportedInTime() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			CheckReport report = impatient()
				.run(generic().withEndpoint(URI.create("http://127.0.0.1:" + silent.getLocalPort())));

			failedAt(report, "http", "storage-unreachable", "endpoint");
			assertThat(step(report, "http").message()).contains("in time");
			assertThat(step(report, "write").status()).isEqualTo(Status.SKIPPED);
		}
	}

	@Test
	void aProbeThatArrivesTooLateIsRemovedAfterTheReport() {
		CountDownLatch gate = new CountDownLatch(1);
		try (StandInStore store = new StandInStore()) {
			store.answer("PUT", (exchange) -> {
				await().until(() -> gate.getCount() == 0);
				exchange.sendResponseHeaders(200, -1);
			});

			CheckReport report = impatient().run(store.settings());
			gate.countDown();

			failedAt(report, "write", "storage-unreachable", "endpoint");
			await().until(() -> store.requests().contains("DELETE") && store.paths().isEmpty());
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			200 | text/html        | <!doctype html><title>Console</title>
			401 | text/plain       | <HTML><body>Log in</body></HTML>
			200 | application/json | {"error": "secret of mine"}
			400 | text/plain       | Client sent an HTTP request to an HTTPS server.
			""")
	void whatIsNoStoreIsRecognisedAndNotQuoted(int status, String type, String page) throws IOException {
		try (WebPage web = new WebPage(status, type, page)) {
			CheckReport report = this.check.run(generic().withEndpoint(web.url()));

			failedAt(report, "http", "storage-not-s3", "S3 API");
			assertThat(report.toString()).doesNotContain("secret of mine", "Console", "Client sent");
		}
	}

	@Test
	void aStoreThatListsNothingFailsAndTheProbeIsRemoved() {
		try (StandInStore store = new StandInStore()) {
			store.answer("LIST", (exchange) -> StandInStore.sendXml(exchange, 200,
					"<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"));

			failedAt(this.check.run(store.settings()), "list", "storage-addressing", "endpoint");
			assertThat(store.paths()).isEmpty();
		}
	}

	@Test
	void aListThatEndsAfterItsFirstPageFails() {
		try (StandInStore store = new StandInStore()) {
			store.answer("LIST", (exchange) -> {
				boolean first = !exchange.getRequestURI().getQuery().contains("continuation-token");
				if (first) {
					store.behave(exchange);
				}
				else {
					StandInStore.sendXml(exchange, 200,
							"<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>");
				}
			});

			failedAt(this.check.run(store.settings()), "list", "storage-error", "lists");
			assertThat(store.paths()).isEmpty();
		}
	}

	/** As s3rver, which orders names by those of its files, and these have an ending. */
	@Test
	void aListInTheOrderOfNamesWithAnEndingWarns() {
		try (StandInStore store = new StandInStore().order(Comparator.comparing((key) -> key + "._object"))) {
			CheckReport report = this.check.run(store.settings());

			assertThat(step(report, "list").code()).isEqualTo("list-order");
			assertThat(step(report, "list").status()).isEqualTo(Status.WARNING);
			assertThat(step(report, "read").status()).isEqualTo(Status.PASSED);
			assertThat(store.paths()).isEmpty();
		}
	}

	@Test
	void aListInNoOrderFails() {
		try (StandInStore store = new StandInStore().order(Comparator.reverseOrder())) {
			failedAt(this.check.run(store.settings()), "list", "storage-error", "lists");
		}
	}

	@Test
	void aStoreThatChangesBytesFailsAndTheProbeIsRemoved() {
		try (StandInStore store = new StandInStore()) {
			store.answer("GET",
					(exchange) -> StandInStore.send(exchange, 200, "application/octet-stream", new byte[1024]));

			failedAt(this.check.run(store.settings()), "read", "storage-body-encoding", "body");
			assertThat(store.paths()).isEmpty();
		}
	}

	@Test
	void aStoreThatBreaksOffItsAnswerFailsAndTheProbeIsRemoved() {
		try (StandInStore store = new StandInStore()) {
			store.answer("GET", (exchange) -> {
				exchange.sendResponseHeaders(200, 1024);
				exchange.getResponseBody().write(new byte[10]);
			});

			assertThat(step(this.check.run(store.settings()), "read").code()).isEqualTo("storage-unreachable");
			assertThat(store.paths()).isEmpty();
		}
	}

	@Test
	void aSignatureThatIsRefusedForBodiesAloneIsAMatterOfTheirEncoding() {
		try (StandInStore store = new StandInStore()) {
			store.answer("PUT", (exchange) -> StandInStore.sendXml(exchange, 403,
					"<Error><Code>SignatureDoesNotMatch</Code><Message>secret of mine</Message></Error>"));

			CheckReport report = this.check.run(store.settings());

			failedAt(report, "write", "storage-body-encoding", "provider");
			assertThat(step(report, "credentials").status()).isEqualTo(Status.PASSED);
			assertThat(report.toString()).doesNotContain("secret of mine");
		}
	}

	@Test
	void aStoreThatRefusesToDeleteFails() {
		try (StandInStore store = new StandInStore()) {
			store.answer("DELETE", (exchange) -> exchange.sendResponseHeaders(403, -1));

			CheckReport report = this.check.run(store.settings());

			assertThat(step(report, "delete").code()).isEqualTo("storage-access-denied");
		}
	}

	@Test
	void aBucketThatAnyoneCanListIsAWarningThatCannotBeMissed() {
		try (StandInStore store = new StandInStore()) {
			CheckReport report = this.check.run(store.settings());

			assertThat(step(report, "private").status()).isEqualTo(Status.WARNING);
			assertThat(step(report, "private").code()).isEqualTo("bucket-public");
			assertThat(step(report, "private").message()).startsWith("ANYONE");
			assertThat(store.paths()).isEmpty();
		}
	}

	private ConnectionCheck impatient() {
		return new ConnectionCheck(this.storage, this.executors, new CheckProperties(Duration.ofMillis(500)),
				new CorsProperties(List.of("https://app.example")));
	}

	/** The embedded store as if it were one of no known provider. */
	private S3Settings generic() {
		return this.embedded.open().withProvider(Provider.GENERIC);
	}

}
