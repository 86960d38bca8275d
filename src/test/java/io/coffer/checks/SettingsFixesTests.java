package io.coffer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.client.StorageErrors;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.Addressing;
import io.coffer.providers.Provider;
import io.coffer.providers.S3Settings;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsFixesTests {

	@Test
	void theRegionThatTheStoreNamesComesFirst() {
		S3Settings settings = settings("https://s3.example.org");

		assertThat(SettingsFixes.of(settings,
				problem(ProblemType.STORAGE_REGION).with(StorageErrors.EXPECTED_REGION, "eu-west-1"), true))
			.first()
			.isEqualTo(settings.withRegion("eu-west-1"));
	}

	@Test
	void whereTheHostNamesTheRegionItNamesTheOtherOneToo() {
		ProblemException problem = problem(ProblemType.STORAGE_REGION).with(StorageErrors.EXPECTED_REGION, "eu-west-1");

		assertThat(SettingsFixes.of(settings("https://s3.us-east-1.amazonaws.com"), problem, true)).first()
			.isEqualTo(settings("https://s3.eu-west-1.amazonaws.com").withRegion("eu-west-1"));
		assertThat(SettingsFixes.of(settings("https://us-east-1.example.org"), problem, true)).first()
			.isEqualTo(settings("https://us-east-1.example.org").withRegion("eu-west-1"));
	}

	@ParameterizedTest
	@CsvSource({ "https://s3.eu-west-1.amazonaws.com, PATH", "https://s3.example.org, VIRTUAL" })
	void theOtherAddressingIsAlwaysWorthATry(String endpoint, Addressing other) {
		S3Settings settings = settings(endpoint);

		assertThat(tried(settings)).contains(settings.withAddressing(other));
	}

	@Test
	void aPathMayBeAPagesOrTheBucket() {
		S3Settings bare = settings("http://minio.example.org:9000");

		assertThat(tried(settings("http://minio.example.org:9000/real"))).contains(bare, bare.withBucket("real"));
		assertThat(tried(settings("http://minio.example.org:9000/some/page"))).contains(bare);
	}

	@Test
	void theFirstLabelOfTheHostMayBeTheBucketAndTheTypedOneAFolder() {
		S3Settings shorter = settings("https://s3.example.org").withBucket("real");

		assertThat(tried(settings("https://real.s3.example.org"))).contains(shorter.withAddressing(Addressing.VIRTUAL),
				shorter.withAddressing(Addressing.PATH));
	}

	@ParameterizedTest
	@CsvSource({ "http://s3.example.org, https://s3.example.org",
			"https://s3.example.org:9000, http://s3.example.org:9000" })
	void theSchemeMayBeTheOtherOne(String endpoint, String other) {
		assertThat(tried(settings(endpoint))).contains(settings(other));
	}

	@ParameterizedTest
	@EnumSource(names = { "MINIO", "CEPH", "GARAGE", "SEAWEEDFS", "RUSTFS", "LOCALSTACK" })
	void aStoreAtAnAddressOfOnesOwnIsMendedAsAnyOtherThoughItsKindIsNamed(Provider provider) {
		S3Settings page = settings("http://mine.s3.example.org:9000/page").withProvider(provider);

		assertThat(tried(page))
			.contains(settings("http://mine.s3.example.org:9000").withProvider(provider),
					settings("https://mine.s3.example.org:9000").withProvider(provider))
			.anyMatch((mend) -> mend.bucket().equals("mine")
					&& mend.endpoint().equals(URI.create("http://s3.example.org:9000")))
			.allMatch((mend) -> mend.provider() == provider);
		ProblemException region = problem(ProblemType.STORAGE_REGION).with(StorageErrors.EXPECTED_REGION, "home-1");
		S3Settings named = settings("https://us-east-1.example.org").withProvider(provider);
		assertThat(SettingsFixes.of(named, region, true)).first().isEqualTo(named.withRegion("home-1"));
	}

	@Test
	void whereTheApiAnswersTheSchemeIsRight() {
		S3Settings settings = settings("http://s3.example.org");

		assertThat(SettingsFixes.of(settings, problem(ProblemType.STORAGE_BUCKET_MISSING), true))
			.allMatch((mend) -> mend.endpoint().getScheme().equals("http"));
	}

	@Test
	void nobodyIsLedAwayFromTlsInPublic() {
		assertThat(tried(settings("https://s3.example.org")))
			.noneMatch((mend) -> mend.endpoint().getScheme().equals("http"));
	}

	@ParameterizedTest
	@CsvSource({ "http://127.0.0.1:9000", "http://[::1]:9000", "http://localhost:9000", "http://minio:9000" })
	void whatIsNoNameOfLabelsLosesNone(String endpoint) {
		assertThat(tried(settings(endpoint)))
			.allMatch((mend) -> mend.endpoint().getHost().equals(URI.create(endpoint).getHost()));
	}

	@Test
	void theHostOfAKnownProviderIsRightAsItIs() {
		S3Settings settings = settings("https://s3.eu-west-1.amazonaws.com");

		assertThat(tried(settings)).allMatch((mend) -> mend.endpoint().equals(settings.endpoint()));
	}

	@ParameterizedTest
	@EnumSource(names = { "STORAGE_CLOCK", "STORAGE_PATH", "ENDPOINT_FORBIDDEN" })
	void someTroubleHasNothingToDoWithTheSettings(ProblemType type) {
		assertThat(SettingsFixes.of(settings("https://real.s3.example.org/page"), problem(type), false)).isEmpty();
	}

	@Test
	void whatAMendChangesIsSaidInAFewWords() {
		S3Settings from = settings("https://real.s3.example.org");

		assertThat(SettingsFixes.describe(from, from.withRegion("eu-2").withAddressing(Addressing.VIRTUAL)))
			.isEqualTo("It works with region \"eu-2\" and addressing \"virtual\": see \"suggestion\".");
		assertThat(SettingsFixes.describe(from,
				from.withEndpoint(URI.create("https://s3.example.org")).withBucket("real")))
			.isEqualTo("It works with endpoint \"https://s3.example.org\" and bucket \"real\": see \"suggestion\".");
	}

	private static List<S3Settings> tried(S3Settings settings) {
		return SettingsFixes.of(settings, problem(ProblemType.STORAGE_UNREACHABLE), false);
	}

	private static ProblemException problem(ProblemType type) {
		return new ProblemException(type, "It does not work.");
	}

	private static S3Settings settings(String endpoint) {
		URI url = URI.create(endpoint);
		return new S3Settings(url, "us-east-1", "backup", "key", "secret", "", Addressing.AUTO, null, Provider.at(url));
	}

}
