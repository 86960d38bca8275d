package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.providers.S3Settings;
import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.FaultyProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each route asks of the store: each call is time for a client, and costs. */
class StoreCallsIT extends AbstractBackupIT {

	/** Known to refuse a write to a key that is taken, and to name archive classes. */
	private static final String RELIABLE = "aws";

	private static final String UNRELIABLE = "garage";

	private static final Pattern CALL = Pattern.compile("^(?<method>[A-Z]+) (?<target>\\S+) HTTP/1.1\r\n");

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private FaultyProxy proxy;

	@BeforeEach
	void aProxyWritesDownWhatPasses() throws IOException {
		this.proxy = new FaultyProxy(this.embedded.open().endpoint()).change(this::writeDown, UnaryOperator.identity());
	}

	@AfterEach
	void returnToTheEmbeddedStore() throws IOException {
		admin().delete("/config?state=adopt").hasStatus(204);
		this.proxy.close();
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
			route                      | where the guard is reliable         | where it is not
			POST /backups              | PUT HEAD                            | HEAD PUT HEAD
			POST /backups, large       | CREATE PART PART COMPLETE HEAD      | CREATE PART PART HEAD COMPLETE HEAD
			POST /backups, with a key  | LIST LIST PUT HEAD LIST             | LIST LIST HEAD PUT HEAD LIST
			POST /backups, key again   | LIST HEAD                           | LIST HEAD
			PUT /backups/a             | HEAD PUT HEAD                       | HEAD HEAD PUT HEAD
			PUT /backups/a, large      | HEAD CREATE PART PART COMPLETE HEAD | HEAD CREATE PART PART HEAD COMPLETE HEAD
			PUT /backups/a, taken      | HEAD                                | HEAD
			GET /backups               | LIST                                | LIST
			GET /backups/latest        | LIST HEAD                           | LIST HEAD
			GET /backups/a             | LIST HEAD                           | LIST HEAD
			POST /backups/a/restore    | GET                                 | GET
			GET /backups/a/content     | HEAD GET                            | HEAD GET
			HEAD /backups/a/content    | HEAD                                | HEAD
			DELETE /backups/a          | DELETE                              | DELETE
			""")
	void eachRouteAsksNoMoreThanItMust(String route, String reliable, String unreliable) {
		assertThat(callsOf(route, RELIABLE)).isEqualTo(reliable);
		assertThat(callsOf(route, UNRELIABLE)).isEqualTo(unreliable);
	}

	/** Servers that are older than what the manual says ignore the guard in silence. */
	@Test
	void aGuardThatIsPromisedIsReliedOnWhenACheckHasTriedIt() {
		assertThat(callsOf("POST /backups", "minio")).isEqualTo("HEAD PUT HEAD");

		admin().post("/config/check").hasStatus(200);

		assertThat(callsOf(() -> this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201))).isEqualTo("PUT HEAD");
	}

	/** Held up at the store, a second writer would have come by then. */
	@Test
	void triesOfOneUploadAtTheSameTimeAreWrittenOnce() {
		use(UNRELIABLE);
		aDeviceAndAnApplicationOfItsOwn();
		CountDownLatch lists = new CountDownLatch(2);
		CountDownLatch writes = new CountDownLatch(2);
		this.proxy.change((text) -> {
			String call = call(text);
			writeDown(text);
			if (call.equals("LIST")) {
				meet(lists, Duration.ofSeconds(2));
			}
			if (call.equals("PUT")) {
				meet(writes, Duration.ofSeconds(2));
			}
			return text;
		}, UnaryOperator.identity());

		List<Integer> answers = Stream
			.generate(() -> CompletableFuture.supplyAsync(this::uploadWithKey, (task) -> new Thread(task).start()))
			.limit(2)
			.toList()
			.stream()
			.map((answer) -> answer.join().status())
			.sorted()
			.toList();

		assertThat(answers).containsExactly(200, 201);
		assertThat(this.calls).containsOnlyOnce("PUT");
	}

	/** Waits until all have come, or for so long. */
	private static void meet(CountDownLatch all, Duration patience) {
		all.countDown();
		try {
			all.await(patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private String callsOf(String route, String provider) {
		use(provider);
		aDeviceAndAnApplicationOfItsOwn();
		String backup = "/backups/" + this.application + ".zip";
		String path = route.replaceFirst("/backups/a", backup).replaceFirst(".*? ", "");
		if (route.contains("/backups/a/") || route.startsWith("DELETE") || route.startsWith("GET")
				|| route.endsWith("taken")) {
			uploadAs(Archives.EMPTY_ZIP).hasStatus(201);
		}
		return switch (route) {
			case "POST /backups" -> callsOf(() -> upload(Archives.EMPTY_ZIP).hasStatus(201));
			case "POST /backups, large" -> callsOf(() -> upload(Archives.zip(PART + 1)).hasStatus(201));
			case "POST /backups, with a key" -> callsOf(() -> uploadWithKey().hasStatus(201));
			case "POST /backups, key again" -> {
				uploadWithKey().hasStatus(201);
				yield callsOf(() -> uploadWithKey().hasStatus(200));
			}
			case "PUT /backups/a" -> callsOf(() -> uploadAs(Archives.EMPTY_ZIP).hasStatus(201));
			case "PUT /backups/a, large" -> callsOf(() -> uploadAs(Archives.zip(PART + 1)).hasStatus(201));
			case "PUT /backups/a, taken" -> callsOf(() -> uploadAs(Archives.EMPTY_ZIP).isProblem(409, "backup-exists"));
			case "POST /backups/a/restore" -> callsOf(() -> this.coffer.post(path).hasStatus(200));
			case "HEAD /backups/a/content" -> callsOf(() -> this.coffer.head(path).hasStatus(200));
			case "DELETE /backups/a" -> callsOf(() -> admin().delete(path).hasStatus(204));
			default -> callsOf(() -> this.coffer.get(path).hasStatus(200));
		};
	}

	private String callsOf(Runnable request) {
		this.calls.clear();
		request.run();
		return String.join(" ", this.calls);
	}

	private Answer upload(byte[] archive, String... headers) {
		return this.coffer.upload(archive, query(), headers);
	}

	private Answer uploadWithKey() {
		return upload(Archives.EMPTY_ZIP, "Idempotency-Key", "one");
	}

	private Answer uploadAs(byte[] archive) {
		return this.coffer.uploadAs(this.application + ".zip", archive);
	}

	private void use(String provider) {
		S3Settings settings = this.embedded.open();
		admin()
			.sendJson("PUT", "/config?check=false&state=adopt", """
					{"endpoint": "%s", "region": "%s", "bucket": "%s", "accessKeyId": "%s", "secretAccessKey": "%s",
					 "addressing": "path", "provider": "%s", "rootPath": "calls"}""".formatted(this.proxy.url(),
					settings.region(), settings.bucket(), settings.accessKeyId(), settings.secretAccessKey(), provider))
			.hasStatus(200);
	}

	private String writeDown(String text) {
		String call = call(text);
		if (!call.isEmpty()) {
			this.calls.add(call);
		}
		return text;
	}

	/**
	 * The call that begins here, or nothing. What a token costs is counted apart: one
	 * call in a while, however many use it.
	 */
	private static String call(String text) {
		Matcher call = CALL.matcher(text);
		return (call.find() && !call.group("target").contains(".coffer/"))
				? name(call.group("method"), call.group("target")) : "";
	}

	private static String name(String method, String target) {
		if (target.contains("partNumber=")) {
			return "PART";
		}
		if (method.equals("POST")) {
			return target.contains("uploadId=") ? "COMPLETE" : "CREATE";
		}
		return (method.equals("GET") && target.contains("prefix=")) ? "LIST" : method;
	}

}
