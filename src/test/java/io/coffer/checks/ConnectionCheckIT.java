package io.coffer.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.checks.CheckStep.Status;
import io.coffer.storage.Addressing;
import io.coffer.storage.Provider;
import io.coffer.storage.S3Settings;
import io.coffer.storage.Storage;
import io.coffer.testing.PlainS3;
import io.coffer.testing.RunningCoffer;
import io.coffer.testing.StandInStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;

class ConnectionCheckIT extends RunningCoffer {

	@Autowired
	private ConnectionCheck check;

	@Autowired
	private Storage storage;

	@Autowired
	private SimpleAsyncTaskExecutorBuilder executors;

	@Test
	void aStoreThatWorksPassesEveryStepAndKeepsNothing() {
		CheckReport report = this.check.run(this.embedded.open());

		assertThat(report.passed()).isTrue();
		assertThat(report.steps()).extracting(CheckStep::name).containsExactly("write", "list", "read", "delete");
		assertThat(report.steps()).extracting(CheckStep::status).containsOnly(Status.PASSED);
		assertThat(report.resolvedEndpoint()).hasToString(this.embedded.open().endpoint() + "/coffer/backups/");
		assertThat(probes()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a/", "a/b c/", "a+b%20/", "Sicherung é/", "备份/", "e\u0301/", "#?&/" })
	void anyRootPathWorks(String rootPath) {
		S3Settings store = this.embedded.open();

		CheckReport report = this.check.run(at(store, store.bucket(), rootPath).withProvider(Provider.GENERIC));

		assertThat(report.steps()).extracting(CheckStep::status).containsOnly(Status.PASSED);
		assertThat(probes()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "my.bucket", "192.168.0.1", "xn--bucket", "a.-b" })
	void aBucketThatIsNoHostNameIsAnAnswerToo(String bucket) {
		S3Settings store = this.embedded.open();
		S3Settings virtual = new S3Settings(store.endpoint(), store.region(), bucket, store.accessKeyId(),
				store.secretAccessKey(), "", Addressing.VIRTUAL, null);

		assertThat(this.check.run(virtual.withProvider(Provider.GENERIC)).passed()).isFalse();
	}

	@Test
	void aStoreThatNeverAnswersIsReportedInTime() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			S3Settings store = new S3Settings(URI.create("http://127.0.0.1:" + silent.getLocalPort()), "us-east-1",
					"bucket", "key", "secret", "", Addressing.PATH, null);
			ConnectionCheck impatient = new ConnectionCheck(this.storage, this.executors, Duration.ofMillis(500));

			CheckReport report = impatient.run(store.withProvider(Provider.GENERIC));

			assertThat(report.passed()).isFalse();
			assertThat(report.steps()).extracting(CheckStep::status)
				.containsExactly(Status.FAILED, Status.SKIPPED, Status.SKIPPED, Status.SKIPPED);
			assertThat(report.steps().get(0)).satisfies((write) -> {
				assertThat(write.name()).isEqualTo("write");
				assertThat(write.code()).isEqualTo("storage-unreachable");
				assertThat(write.message()).contains("in time");
				assertThat(write.hint()).contains("endpoint");
			});
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
			ConnectionCheck impatient = new ConnectionCheck(this.storage, this.executors, Duration.ofMillis(500));

			CheckReport report = impatient.run(store.settings().withProvider(Provider.GENERIC));
			gate.countDown();

			assertThat(report.steps().get(0).status()).isEqualTo(Status.FAILED);
			await().until(() -> store.requests().contains("DELETE"));
			assertThat(store.paths()).isEmpty();
		}
	}

	@Test
	void aStoreThatListsNothingFailsAndTheProbeIsRemoved() {
		try (StandInStore store = new StandInStore()) {
			store.answer("LIST",
					(exchange) -> StandInStore.send(exchange, 200, "application/xml",
							"<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"
								.getBytes(StandardCharsets.UTF_8)));

			fails(store, "list", "storage-addressing");
			assertThat(store.paths()).isEmpty();
		}
	}

	@Test
	void aStoreThatChangesBytesFailsAndTheProbeIsRemoved() {
		try (StandInStore store = new StandInStore()) {
			store.answer("GET",
					(exchange) -> StandInStore.send(exchange, 200, "application/octet-stream", new byte[1024]));

			fails(store, "read", "storage-body-encoding");
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

			fails(store, "read", "storage-unreachable");
			assertThat(store.paths()).isEmpty();
		}
	}

	@Test
	void aStoreThatRefusesToDeleteFails() {
		try (StandInStore store = new StandInStore()) {
			store.answer("DELETE", (exchange) -> exchange.sendResponseHeaders(403, -1));

			fails(store, "delete", "storage-access-denied");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aWebServerThatIsNoStoreFails(boolean tellsSizes) {
		try (StandInStore web = new StandInStore()) {
			byte[] page = "<!doctype html><title>Console</title>".getBytes(StandardCharsets.UTF_8);
			for (String kind : List.of("PUT", "GET", "LIST", "DELETE")) {
				web.answer(kind, (exchange) -> StandInStore.send(exchange, 200, "text/html", page));
			}
			web.answer("HEAD", (exchange) -> {
				if (tellsSizes) {
					exchange.getResponseHeaders().set("Content-Length", String.valueOf(page.length));
				}
				exchange.sendResponseHeaders(200, -1);
			});

			fails(web, "write", "storage-error");
		}
	}

	private void fails(StandInStore store, String name, String code) {
		CheckReport report = this.check.run(store.settings().withProvider(Provider.GENERIC));

		assertThat(report.passed()).isFalse();
		assertThat(report.steps()).filteredOn((step) -> step.status() == Status.FAILED)
			.singleElement()
			.satisfies((step) -> {
				assertThat(step.name()).isEqualTo(name);
				assertThat(step.code()).isEqualTo(code);
			});
	}

	private static S3Settings at(S3Settings store, String bucket, String rootPath) {
		return new S3Settings(store.endpoint(), store.region(), bucket, store.accessKeyId(), store.secretAccessKey(),
				rootPath, store.addressing(), null);
	}

	/** The bucket as a whole, whatever the root path in force. */
	private PlainS3 bucket() {
		return new PlainS3(store().client(), store().bucket(), "");
	}

	private List<String> probes() {
		return bucket().keys("").stream().filter((key) -> key.contains("coffer-check-")).toList();
	}

}
