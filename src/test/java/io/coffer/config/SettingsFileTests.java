package io.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coffer.client.StoreCapabilities;
import io.coffer.config.SettingsFile.KeptSettings;
import io.coffer.config.SettingsFile.UnreadableSettingsException;
import io.coffer.data.DataDirectory;
import io.coffer.keys.EncryptionKeys;
import io.coffer.problems.StartRefusedException;
import io.coffer.providers.Addressing;
import io.coffer.providers.OverwriteProtection;
import io.coffer.providers.Provider;
import io.coffer.providers.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.json.JsonMapper;

class SettingsFileTests {

	private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

	private static final S3Settings SETTINGS = new S3Settings(URI.create("https://s3.example"), "eu-1", "bucket",
			"AKIAEXAMPLE", SECRET, "a/", Addressing.VIRTUAL, URI.create("https://public.example"));

	private static final StoreCapabilities FOUND = new StoreCapabilities(OverwriteProtection.ATOMIC, true, null);

	private static final String A_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

	private static final String ANOTHER_KEY = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

	private final Path data;

	SettingsFileTests(@TempDir Path data) {
		this.data = data;
	}

	@Test
	void nothingIsReadWhereNothingWasSaved() {
		assertThat(read("")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", A_KEY, " " + A_KEY + "\n" })
	void settingsComeBackAsTheyWere(String key) {
		write(SETTINGS, key);

		assertThat(read(key)).hasValue(SETTINGS);
	}

	@Test
	void optionalSettingsMayBeMissing() {
		S3Settings least = new S3Settings(SETTINGS.endpoint(), "eu-1", "bucket", "AKIAEXAMPLE", SECRET, "",
				Addressing.AUTO, null);
		write(least, "");

		assertThat(read("")).hasValue(least);
	}

	@Test
	void theKindOfStoreThatTheUserNamedIsKept() {
		write(SETTINGS.withProvider(Provider.MINIO), "");

		assertThat(read("")).hasValue(SETTINGS.withProvider(Provider.MINIO));
	}

	@Test
	void aFileOfAnOlderVersionHasNoProviderAndIsReadAllTheSame() throws IOException {
		write(SETTINGS, "");

		replace("\"provider\"", "\"somethingElse\"");

		assertThat(read("")).hasValue(SETTINGS);
	}

	@Test
	void theFilesShowNoSecretAndAreTheirOwnersOnly() throws IOException {
		write(SETTINGS, "");

		assertThat(file()).content().contains("https://s3.example", "AKIAEXAMPLE").doesNotContain(SECRET);
		assumeThat(Files.getFileStore(this.data).supportsFileAttributeView("posix")).isTrue();
		assertThat(mode("settings.json")).isEqualTo("rw-------");
		assertThat(mode("encryption-key")).isEqualTo("rw-------");
	}

	@Test
	void theSameSecretIsNeverWrittenTheSameWayTwice() throws IOException {
		write(SETTINGS, "");
		String first = Files.readString(file());
		write(SETTINGS, "");

		assertThat(file()).content().isNotEqualTo(first);
	}

	@Test
	void aConfiguredKeyIsNotKept() {
		write(SETTINGS, A_KEY);

		assertThat(this.data.resolve("encryption-key")).doesNotExist();
	}

	@ParameterizedTest
	@CsvSource({ "https://s3.example, https://s3.examplf", "bucket\", bucket2\"", "AKIAEXAMPLE, AKIAEXAMPLF" })
	void theSecretIsForItsEndpointBucketAndKeyIdOnly(String part, String changed) throws IOException {
		write(SETTINGS, "");

		replace(part, changed);

		isUnreadable("");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "null", "[]", "{}", "nonsense", "{\"endpoint\": \"https://s3.example\"}" })
	void aDamagedFileIsUnreadable(String content) throws IOException {
		write(SETTINGS, "");

		Files.writeString(file(), content);

		isUnreadable("");
	}

	@ParameterizedTest
	@ValueSource(strings = { "endpoint", "region", "bucket", "accessKeyId", "encryptedSecretAccessKey", "rootPath",
			"addressing" })
	void aFileWithoutOneOfItsFieldsIsUnreadable(String field) throws IOException {
		write(SETTINGS, "");

		replace("\"" + field + "\"", "\"another\"");

		isUnreadable("");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "AAAA", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" })
	void aDamagedSecretIsUnreadable(String encrypted) throws IOException {
		write(SETTINGS, "");

		String content = Files.readString(file());
		Files.writeString(file(), content.replaceAll("(\"encryptedSecretAccessKey\" ?: ?\")[^\"]*", "$1" + encrypted));

		isUnreadable("");
	}

	@Test
	void withoutTheirKeySettingsAreUnreadable() throws IOException {
		write(SETTINGS, "");

		Files.delete(this.data.resolve("encryption-key"));

		isUnreadable("");
		isUnreadable(A_KEY);
	}

	@Test
	void withAnotherKeySettingsAreUnreadable() {
		write(SETTINGS, A_KEY);

		isUnreadable(ANOTHER_KEY);
		isUnreadable("");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nonsense", "AAAA" })
	void aDamagedKeyFileStopsTheStartAndIsNotReplaced(String key) throws IOException {
		write(SETTINGS, "");
		Path file = this.data.resolve("encryption-key");
		Files.writeString(file, key);

		assertThatException().isThrownBy(() -> read(""))
			.havingRootCause()
			.isInstanceOf(StartRefusedException.class)
			.withMessageContaining(file + " is damaged");

		assertThat(file).content().isEqualTo(key);
	}

	@Test
	void settingsThatAnOlderKeyHasEncryptedCanBeReadWithItBehindTheNewOne() {
		write(SETTINGS, A_KEY);

		assertThat(read(ANOTHER_KEY + "," + A_KEY)).hasValue(SETTINGS);

		write(SETTINGS, ANOTHER_KEY + "," + A_KEY);

		assertThat(read(ANOTHER_KEY)).hasValue(SETTINGS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "short", "c2hvcnQ=", "not base64 at all, although it is long enough for it" })
	void aConfiguredKeyThatIsNoneStopsTheStartAndStaysSecret(String key) {
		assertThatException().isThrownBy(() -> read(key))
			.havingRootCause()
			.withMessageContaining("COFFER_ENCRYPTION_KEY")
			.withMessageContaining("openssl rand -base64 32")
			.withMessageNotContaining(key);
	}

	@Test
	void deletedSettingsAreGone() {
		write(SETTINGS, "");

		try (AnnotationConfigApplicationContext context = context("")) {
			context.getBean(SettingsFile.class).delete();
		}

		assertThat(read("")).isEmpty();
	}

	private void isUnreadable(String key) {
		try (AnnotationConfigApplicationContext context = context(key)) {
			assertThatExceptionOfType(UnreadableSettingsException.class)
				.isThrownBy(context.getBean(SettingsFile.class)::read)
				.withMessageContaining("settings.json")
				.withMessageNotContaining(SECRET);
		}
	}

	private void write(S3Settings settings, String key) {
		try (AnnotationConfigApplicationContext context = context(key)) {
			context.getBean(SettingsFile.class).write(new KeptSettings(settings, FOUND));
		}
	}

	private Optional<S3Settings> read(String key) {
		try (AnnotationConfigApplicationContext context = context(key)) {
			return context.getBean(SettingsFile.class).read().map((kept) -> {
				assertThat(kept.capabilities()).isEqualTo(FOUND);
				return kept.settings();
			});
		}
		catch (UnreadableSettingsException ex) {
			throw new AssertionError(ex);
		}
	}

	private AnnotationConfigApplicationContext context(String key) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test",
					Map.of("coffer.data-dir", this.data.toString(), "coffer.encryption-key", key)));
		context.registerBean(JsonMapper.class, JsonMapper::shared);
		context.register(DataDirectory.class, EncryptionKeys.class, SecretCipher.class, SettingsFile.class);
		context.refresh();
		return context;
	}

	private void replace(String part, String changed) throws IOException {
		String content = Files.readString(file());
		assertThat(content).contains(part);
		Files.writeString(file(), content.replace(part, changed));
	}

	private Path file() {
		return this.data.resolve("settings.json");
	}

	private String mode(String name) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(this.data.resolve(name)));
	}

}
