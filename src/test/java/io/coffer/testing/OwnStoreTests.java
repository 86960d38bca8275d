package io.coffer.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.coffer.providers.Addressing;
import io.coffer.providers.Provider;
import io.coffer.providers.S3Settings;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnStoreTests {

	@Test
	void whatTheSettingsCanSayTheTestsCanBeTold() {
		S3Settings settings = settings(Map.of("ENDPOINT", "http://s3.example.org:9000", "BUCKET", "tests", "PROVIDER",
				"garage", "ADDRESSING", "virtual", "PUBLIC_ENDPOINT", "https://files.example.org", "ACCESS_KEY_ID",
				"key", "SECRET_ACCESS_KEY", "secret", "REGION", " "));

		assertThat(settings)
			.isEqualTo(new S3Settings(URI.create("http://s3.example.org:9000"), "garage", "tests", "key", "secret",
					"coffer-tests/", Addressing.VIRTUAL, URI.create("https://files.example.org"), Provider.GARAGE));
	}

	@Test
	void bucketAndRegionMayBePartOfTheEndpoint() {
		S3Settings settings = settings(Map.of("ENDPOINT", "https://tests.s3.eu-central-1.amazonaws.com",
				"ACCESS_KEY_ID", "key", "SECRET_ACCESS_KEY", "secret"));

		assertThat(settings).isEqualTo(new S3Settings(URI.create("https://s3.eu-central-1.amazonaws.com"),
				"eu-central-1", "tests", "key", "secret", "coffer-tests/", Addressing.AUTO, null, Provider.AWS));
	}

	@Test
	void whatIsMissingIsNamed() {
		assertThatIllegalStateException().isThrownBy(() -> settings(Map.of("ENDPOINT", "http://s3.example.org/tests")))
			.withMessage("COFFER_TEST_S3_ACCESS_KEY_ID is not set");
	}

	private static S3Settings settings(Map<String, String> variables) {
		return OwnStore.settings((name) -> variables.get(name.replace("COFFER_TEST_S3_", "")));
	}

}
