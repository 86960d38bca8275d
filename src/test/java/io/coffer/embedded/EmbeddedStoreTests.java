package io.coffer.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.coffer.problems.StartRefusedException;
import io.coffer.providers.Addressing;
import io.coffer.providers.S3Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Object;

class EmbeddedStoreTests {

	private final Path data;

	EmbeddedStoreTests(@TempDir Path data) {
		this.data = data;
	}

	@Test
	void runsOnlyWhenItIsOpened() {
		try (ConfigurableApplicationContext application = RunningStore.application(this.data)) {
			EmbeddedStore store = application.getBean(EmbeddedStore.class);
			assertThat(store.isRunning()).isFalse();
			store.open();
			assertThat(store.isRunning()).isTrue();
		}
	}

	@Test
	void opensOnceHoweverManyAsk() {
		try (RunningStore running = RunningStore.on(this.data)) {
			List<S3Settings> answers = Stream.generate(() -> running.store())
				.limit(20)
				.parallel()
				.map(EmbeddedStore::open)
				.toList();
			assertThat(answers).containsOnly(running.settings());
		}
	}

	@Test
	void saysHowToReachIt() {
		try (RunningStore running = RunningStore.on(this.data)) {
			S3Settings settings = running.settings();
			assertThat(settings.endpoint()).hasScheme("http").hasHost("127.0.0.1");
			assertThat(settings.region()).isEqualTo("us-east-1");
			assertThat(settings.bucket()).isEqualTo("coffer");
			assertThat(settings.rootPath()).isEqualTo("backups/");
			assertThat(settings.addressing()).isEqualTo(Addressing.PATH);
			assertThat(settings.publicEndpoint()).isNull();
		}
	}

	@Test
	void keepsItsObjectsAndItsKeyOverARestart() {
		String accessKeyId;
		try (RunningStore running = RunningStore.on(this.data)) {
			accessKeyId = running.settings().accessKeyId();
			running.client().putObject((put) -> put.bucket("coffer").key("kept.zip"), RequestBody.fromString("kept"));
		}
		try (RunningStore running = RunningStore.on(this.data)) {
			assertThat(running.settings().accessKeyId()).isEqualTo(accessKeyId);
			assertThat(running.content("kept.zip")).asString().isEqualTo("kept");
		}
	}

	@Test
	@Timeout(120)
	void losesNothingButWhatWasBeingSentWhenItIsKilled() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), InterruptedUploads.class.getName(), this.data.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try (BufferedReader output = process.inputReader()) {
			assertThat(output.lines().anyMatch(InterruptedUploads.STORED::equals)).isTrue();
			await().until(() -> RunningStore.files(this.data)
				.anyMatch((file) -> file.startsWith(InterruptedUploads.BEGUN + "-")));
		}
		finally {
			process.destroyForcibly().waitFor();
		}
		assertThat(RunningStore.files(this.data)).anyMatch((file) -> file.startsWith(".mpus-"))
			.anyMatch((file) -> file.startsWith(".s3proxy-mpu-stub-"));
		assumeThat(ObjectMarks.of(RunningStore.bucket(this.data)).kept()).isTrue();
		try (RunningStore running = RunningStore.on(this.data)) {
			assertThat(keys(running.client())).containsExactly(InterruptedUploads.STORED);
			assertThat(RunningStore.files(this.data)).noneMatch((file) -> file.startsWith(InterruptedUploads.BEGUN));
			assertThat(running.content(InterruptedUploads.STORED))
				.isEqualTo(InterruptedUploads.content(InterruptedUploads.STORED_BYTES));
			String upload = running.client()
				.listMultipartUploads((list) -> list.bucket("coffer"))
				.uploads()
				.get(0)
				.uploadId();
			String tag = running.client()
				.listParts((list) -> list.bucket("coffer").key(InterruptedUploads.IN_PARTS).uploadId(upload))
				.parts()
				.get(0)
				.eTag();
			running.client()
				.completeMultipartUpload((complete) -> complete.bucket("coffer")
					.key(InterruptedUploads.IN_PARTS)
					.uploadId(upload)
					.multipartUpload((parts) -> parts.parts(CompletedPart.builder().partNumber(1).eTag(tag).build())));
			assertThat(RunningStore.files(this.data)).containsExactlyInAnyOrder(InterruptedUploads.STORED,
					InterruptedUploads.IN_PARTS);
		}
	}

	@Test
	void saysWhichSettingToChangeWhenThePortIsTaken() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				ConfigurableApplicationContext application = RunningStore.application(this.data,
						"coffer.embedded.port=" + taken.getLocalPort())) {
			EmbeddedStore store = application.getBean(EmbeddedStore.class);
			assertThatExceptionOfType(StartRefusedException.class).isThrownBy(store::open)
				.withMessageContaining("127.0.0.1 port " + taken.getLocalPort())
				.withMessageContaining("COFFER_EMBEDDED_PORT");
			assertThat(store.isRunning()).isFalse();
			assertThat(Thread.getAllStackTraces().keySet())
				.noneMatch((thread) -> thread.getName().startsWith("S3Proxy-Jetty"));
		}
	}

	@Test
	void doesNotOpenWhenItIsSwitchedOff() {
		try (ConfigurableApplicationContext application = RunningStore.application(this.data,
				"coffer.embedded.enabled=false")) {
			EmbeddedStore store = application.getBean(EmbeddedStore.class);
			assertThat(store.enabled()).isFalse();
			assertThatIllegalStateException().isThrownBy(store::open);
		}
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, '', true", "0.0.0.0, '', true", "::1, '', true", "192.0.2.1, '', false",
			"127.0.0.1, https://s3.example.org, false", "0.0.0.0, http://nas:9090, false" })
	void isLocalWhenItsUrlsLeadToLoopback(String address, String publicEndpoint, boolean local) {
		try (ConfigurableApplicationContext application = RunningStore.application(this.data,
				"coffer.embedded.address=" + address, "coffer.embedded.public-endpoint=" + publicEndpoint)) {
			assertThat(application.getBean(EmbeddedStore.class).localOnly()).isEqualTo(local);
		}
	}

	@Test
	void stopsAfterTheWebServerAndTheClients() {
		try (RunningStore running = RunningStore.on(this.data)) {
			assertThat(running.store().getPhase()).isLessThan(SmartLifecycle.DEFAULT_PHASE - 4096);
		}
	}

	@Test
	void startsAgainAfterAStopButNeverUnasked() {
		try (ConfigurableApplicationContext application = RunningStore.application(this.data)) {
			EmbeddedStore store = application.getBean(EmbeddedStore.class);
			application.stop();
			application.start();
			assertThat(store.isRunning()).isFalse();
			store.open();
			application.stop();
			assertThat(store.isRunning()).isFalse();
			application.start();
			assertThat(store.isRunning()).isTrue();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{
			{}
			null
			{"accessKeyId": "id"}
			""")
	void saysWhatToDoAboutAKeyThatCannotBeRead(String json) throws IOException {
		Files.writeString(this.data.resolve(EmbeddedCredentials.FILE), json);
		assertThatIllegalStateException().isThrownBy(() -> RunningStore.on(this.data))
			.withMessageContaining(EmbeddedCredentials.FILE);
	}

	private static List<String> keys(S3Client client) {
		return client.listObjectsV2((list) -> list.bucket("coffer")).contents().stream().map(S3Object::key).toList();
	}

}
