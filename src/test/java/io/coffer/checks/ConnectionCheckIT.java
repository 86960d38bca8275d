package io.coffer.checks;

import static io.coffer.checks.Reports.failedAt;
import static io.coffer.checks.Reports.step;
import static io.coffer.checks.Reports.suggests;
import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.checks.CheckStep.Status;
import io.coffer.data.DataDirectory;
import io.coffer.providers.Addressing;
import io.coffer.providers.OverwriteProtection;
import io.coffer.providers.Provider;
import io.coffer.providers.S3Settings;
import io.coffer.testing.PlainS3;
import io.coffer.testing.RunningCoffer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class ConnectionCheckIT extends RunningCoffer {

	@Autowired
	private ConnectionCheck check;

	@Autowired
	private DataDirectory data;

	@Test
	void aStoreThatWorksPassesEveryStepAndKeepsNothing() {
		CheckReport report = this.check.run(this.embedded.open().withRootPath("nobody-elses/"));

		assertThat(report.passed()).isTrue();
		assertThat(report.steps()).extracting(CheckStep::name)
			.containsExactly("settings", "dns", "http", "clock", "credentials", "bucket", "region", "addressing",
					"write", "list", "read", "multipart", "no-overwrite", "presigned-url", "private", "browser-uploads",
					"root-path", "state", "versioning", "lock", "delete");
		assertThat(report.steps()).filteredOn((step) -> !step.name().equals("browser-uploads"))
			.extracting(CheckStep::status)
			.containsOnly(Status.PASSED);
		assertThat(report.resolvedEndpoint()).hasToString(this.embedded.open().endpoint() + "/coffer/nobody-elses/");
		assertThat(report.suggestion()).isNull();
		assertThat(report.noOverwrite()).isEqualTo(OverwriteProtection.ATOMIC);
		nothingIsLeft();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a/", "a/b c/", "a+b%20/", "Sicherung é/", "备份/", "e\u0301/", "#?&/" })
	void anyRootPathWorks(String rootPath) {
		CheckReport report = this.check.run(generic().withRootPath(rootPath));

		assertThat(report.passed()).as("%s", report).isTrue();
		nothingIsLeft();
	}

	@ParameterizedTest
	@ValueSource(strings = { "my.bucket", "192.168.0.1", "xn--bucket", "a.-b" })
	void aBucketThatIsNoHostNameIsAnAnswerToo(String bucket) {
		S3Settings virtual = generic().withBucket(bucket).withAddressing(Addressing.VIRTUAL);

		assertThat(this.check.run(virtual).passed()).isFalse();
	}

	@Test
	void anEndpointWhereNobodyListensIsReported() {
		failedAt(this.check.run(generic().withEndpoint(URI.create("http://127.0.0.1:1"))), "http",
				"storage-unreachable", "endpoint");
	}

	@Test
	void aHostThatDoesNotResolveIsReported() {
		failedAt(this.check.run(generic().withEndpoint(URI.create("http://nowhere.invalid"))), "dns",
				"storage-unreachable", "endpoint");
	}

	@Test
	void whatAKilledCheckHasLeftIsRemovedByTheNextAndNothingElse() throws IOException {
		PlainS3 root = store();
		String now = "coffer-check-0123456789abcdef a+b@(备份)";
		List.of("coffer-check-fedcba9876543210", "coffer-check-notes", now)
			.forEach((key) -> root.put(key, new byte[1024]));
		Path folder = this.data.resolve("s3/coffer/backups");
		FileTime before = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
		Files.setLastModifiedTime(folder.resolve("coffer-check-fedcba9876543210"), before);
		Files.setLastModifiedTime(folder.resolve("coffer-check-notes"), before);

		assertThat(this.check.run(this.embedded.open()).passed()).isTrue();

		assertThat(root.keys("coffer-check-")).containsExactlyInAnyOrder(now, "coffer-check-notes");
		List.of(now, "coffer-check-notes").forEach(bucket("backups/")::delete);
	}

	@ParameterizedTest
	@CsvSource({ "cherry-studio.20250711093000.DESKTOP-42.windows.zip, WARNING",
			"cherry-studio.20250711093000.Kangs-Mac.local.mac.zip, WARNING",
			"cherry-studio.20261122231031.desktop-42.0d8d7f3b32c0.zip, PASSED",
			"cherry-studio.20261122231031.mac.abcdefabcdef.zip, PASSED", "cherry-studio.zip, PASSED" })
	void whereCherryStudioKeepsBackupsTooItsUsersAreWarned(String key, Status status) {
		S3Settings shared = generic().withRootPath("shared/");
		PlainS3 root = bucket("shared/");
		root.put(key, new byte[22]);
		try {
			CheckStep step = step(this.check.run(shared), "root-path");

			assertThat(step.status()).isEqualTo(status);
			assertThat(step.code()).isEqualTo((status == Status.WARNING) ? "shared-root-path" : null);
		}
		finally {
			root.delete(key);
		}
	}

	@Test
	void theBucketInThePathOfTheEndpointIsFoundAndLeftOutInTheSuggestion() {
		URI right = this.embedded.open().endpoint();
		S3Settings wrong = generic().withEndpoint(URI.create(right + "/coffer"));

		CheckReport report = this.check.run(wrong);

		failedAt(report, "addressing", "storage-addressing", "\"" + right + "\"");
		suggests(report, (suggestion) -> assertThat(suggestion.endpoint()).isEqualTo(right));
		assertThat(bucket().keys("")).noneMatch((key) -> key.contains("coffer-check-"));
	}

	@Test
	void theOtherAddressingIsSuggestedWhereItWorks() {
		URI right = this.embedded.open().endpoint();
		S3Settings wrong = generic().withAddressing(Addressing.VIRTUAL)
			.withEndpoint(URI.create("http://localhost:" + right.getPort()));

		CheckReport report = this.check.run(wrong);

		assertThat(report.passed()).isFalse();
		suggests(report, (suggestion) -> assertThat(suggestion.addressing()).isEqualTo(Addressing.PATH));
	}

	@Test
	void theOtherSchemeIsSuggestedWhereItWorks() {
		URI right = this.embedded.open().endpoint();
		S3Settings wrong = generic().withEndpoint(URI.create("https://127.0.0.1:" + right.getPort()));

		CheckReport report = this.check.run(wrong);

		failedAt(report, "http", "storage-unreachable", "\"" + right + "\"");
		suggests(report, (suggestion) -> assertThat(suggestion.endpoint()).isEqualTo(right));
	}

	@ParameterizedTest
	@CsvSource({ "not-the-secret, , credentials, storage-credentials",
			", no-such-bucket, bucket, storage-bucket-missing" })
	void whatOnlyTheUserCanMendHasNoSuggestion(@Nullable String secret, @Nullable String bucket, String name,
			String code) {
		S3Settings wrong = generic().withSecret((secret != null) ? secret : generic().secretAccessKey())
			.withBucket((bucket != null) ? bucket : generic().bucket());

		CheckReport report = this.check.run(wrong);

		failedAt(report, name, code, "settings");
		assertThat(report.suggestion()).isNull();
	}

	@Test
	void aPublicEndpointThatCofferCannotReachIsAWarningOnly() {
		S3Settings elsewhere = new S3Settings(generic().endpoint(), "us-east-1", generic().bucket(),
				generic().accessKeyId(), generic().secretAccessKey(), "public/", Addressing.PATH,
				URI.create("https://s3.nowhere.invalid"), Provider.GENERIC);

		CheckReport report = this.check.run(elsewhere);

		assertThat(report.passed()).as("%s", report).isTrue();
		assertThat(step(report, "presigned-url").status()).isEqualTo(Status.WARNING);
	}

	@Test
	void theSecretIsInNoReport() {
		S3Settings wrong = generic().withSecret("a-wrong-secret");

		assertThat(this.check.run(wrong).toString()).doesNotContain("a-wrong-secret");
		assertThat(this.check.run(generic()).toString()).doesNotContain(generic().secretAccessKey());
	}

	/** The embedded store as if it were one of no known provider. */
	private S3Settings generic() {
		return this.embedded.open().withProvider(Provider.GENERIC);
	}

	/** The bucket as a whole, whatever the root path in force. */
	private PlainS3 bucket() {
		return bucket("");
	}

	private PlainS3 bucket(String root) {
		return new PlainS3(store().client(), store().bucket(), root);
	}

	private void nothingIsLeft() {
		assertThat(bucket().keys("")).noneMatch((key) -> key.contains("coffer-check-"));
		assertThat(bucket().openUploads()).noneMatch((key) -> key.contains("coffer-check-"));
	}

}
