package io.coffer.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.InvalidField;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.Endpoint.Typed;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTests {

	/** The forms that people paste, one provider after the other. */
	@ParameterizedTest
	@CsvFileSource(resources = "endpoints.csv", delimiter = '|', nullValues = "-", numLinesToSkip = 1)
	void whatPeoplePasteBecomesWhereTheBucketIs(String pasted, @Nullable String bucket, @Nullable String region,
			Provider provider, URI url, String foundBucket, String foundRegion, Addressing style) {
		Endpoint endpoint = Endpoint.of(new Typed(pasted, bucket, region, null, Addressing.AUTO));

		assertThat(endpoint.url()).isEqualTo(url);
		assertThat(endpoint.bucket()).isEqualTo(foundBucket);
		assertThat(endpoint.region()).isEqualTo(foundRegion);
		assertThat(endpoint.provider()).isEqualTo(provider);
		assertThat(provider.facts().addressing(endpoint.addressing(), foundBucket)).isEqualTo(style);
	}

	@ParameterizedTest
	@CsvFileSource(resources = "endpoints.csv", delimiter = '|', nullValues = "-", numLinesToSkip = 1)
	void whatWasWorkedOutOnceStaysAsItIs(String pasted, @Nullable String bucket, @Nullable String region) {
		Endpoint once = Endpoint.of(new Typed(pasted, bucket, region, null, Addressing.AUTO));

		Endpoint twice = Endpoint
			.of(new Typed(once.url().toString(), once.bucket(), once.region(), once.provider(), once.addressing()));

		assertThat(twice).isEqualTo(once);
		assertThat(Provider.at(once.url())).isEqualTo(once.provider());
	}

	@Test
	void everyProviderWithHostsOfItsOwnHasARow() throws Exception {
		Set<Provider> rows = EnumSet.noneOf(Provider.class);
		try (InputStream table = Objects.requireNonNull(EndpointTests.class.getResourceAsStream("endpoints.csv"))) {
			Pattern provider = Pattern.compile("\\| ([A-Z0-9]+) \\|");
			provider.matcher(new String(table.readAllBytes(), StandardCharsets.UTF_8))
				.results()
				.forEach((row) -> rows.add(Provider.valueOf(row.group(1))));
		}

		assertThat(rows)
			.containsAll(Arrays.stream(Provider.values()).filter((row) -> !row.facts().hosts.isEmpty()).toList());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			http://10.0.0.5:9000            | backups | minio     | http://10.0.0.5:9000        | us-east-1
			http://10.0.0.5:9000/backups    | -       | minio     | http://10.0.0.5:9000        | us-east-1
			https://s3.example.org          | backups | ceph      | https://s3.example.org      | us-east-1
			https://s3.example.org:3900     | backups | garage    | https://s3.example.org:3900 | garage
			localhost:8333                  | backups | seaweedfs | http://localhost:8333       | us-east-1
			192.168.1.4:9000                | backups | rustfs    | http://192.168.1.4:9000     | us-east-1
			http://localhost:4566           | backups | localstack| http://localhost:4566       | us-east-1
			""", nullValues = "-")
	void aStoreOnesOwnIsNamedByItsUser(String pasted, @Nullable String bucket, String provider, URI url,
			String region) {
		Provider named = Provider.valueOf(provider.toUpperCase(Locale.ROOT));

		Endpoint endpoint = Endpoint.of(new Typed(pasted, bucket, null, named, Addressing.AUTO));

		assertThat(endpoint).isEqualTo(new Endpoint(url, named, "backups", region, Addressing.AUTO));
	}

	@Test
	void aProviderThatTheUserNamesIsNotGuessedAgain() {
		Endpoint endpoint = Endpoint.of(new Typed("https://backups.nyc3.digitaloceanspaces.com/x/y", "backups", "eu-1",
				Provider.GENERIC, Addressing.PATH));

		assertThat(endpoint.url()).hasToString("https://backups.nyc3.digitaloceanspaces.com/x/y");
		assertThat(endpoint.addressing()).isEqualTo(Addressing.PATH);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					https://real.oss-cn-hangzhou.aliyuncs.com                 | backup  | -         | bucket | real         | backup
					https://real-1250000000.cos.ap-guangzhou.myqcloud.com     | backup  | -         | bucket | real-1250000000 | backup
					https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com/real | backup | auto | bucket | real | backup
					https://real.s3.eu-central-1.amazonaws.com                | backup  | -         | bucket | real         | backup
					https://real.eu-central-1.amazonaws.com                   | backup  | -         | bucket | real         | backup
					https://s3.eu-central-1.amazonaws.com                     | backup  | us-east-1 | region | eu-central-1 | us-east-1
					https://s3.oss-cn-hangzhou.aliyuncs.com                   | backup  | oss-cn-beijing | region | cn-hangzhou | cn-beijing
					""",
			nullValues = "-")
	void aContradictionIsShownFromBothSides(String pasted, String bucket, @Nullable String region, String field,
			String inEndpoint, String typed) {
		ProblemException problem = problem(new Typed(pasted, bucket, region, null, Addressing.AUTO));

		assertThat(problem.type()).isEqualTo(ProblemType.SETTINGS_CONFLICT);
		assertThat(problem.detail()).contains("\"" + inEndpoint + "\"", "\"" + typed + "\"");
		assertThat(problem.hint()).contains("Keep the one");
		assertThat(fields(problem)).containsExactly(field);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			s3://backups                                     | endpoint | https://
			gs://backups                                     | endpoint | https://
			ftp://s3.example.org                             | endpoint | https://
			javascript:alert(1)                              | endpoint | https://
			file:///etc                                      | endpoint | https://
			//s3.example.org                                 | endpoint | URL
			/backups                                         | endpoint | URL
			http:                                            | endpoint | URL
			http:backups                                     | endpoint | URL
			https://user@s3.example.org                      | endpoint | no user
			https://user:hunter2@s3.example.org             | endpoint | no user
			https://s3.example.org:0                         | endpoint | 65535
			https://s3.example.org:65536                     | endpoint | 65535
			https://s3.example.org:99999999999               | endpoint | URL
			https://s3.example.org:abc                       | endpoint | URL
			https://my_host:9000                             | endpoint | hyphens
			https://                                         | endpoint | URL
			http:///backups                                  | endpoint | URL
			https://s3 .example.org                          | endpoint | URL
			http://[::1                                      | endpoint | URL
			https://s3.example.org/a/../b                    | endpoint | '..'
			https://backups.s3-website.eu-west-1.amazonaws.com | endpoint | website
			https://backups.s3-website-us-east-1.amazonaws.com | endpoint | website
			https://s3.console.aws.amazon.com/s3/buckets/backups | endpoint | console
			https://eu-central-1.console.aws.amazon.com/s3/home  | endpoint | console
			https://pub-0123456789abcdef0123456789abcdef.r2.dev | endpoint | S3 API
			https://dash.cloudflare.com/0123456789abcdef0123456789abcdef/r2 | endpoint | S3 API
			https://oss.console.aliyun.com/bucket            | endpoint | console
			https://console.cloud.tencent.com/cos/bucket     | endpoint | S3 API
			https://backups-1250000000.cos-website.ap-guangzhou.myqcloud.com | endpoint | S3 API
			https://f004.backblazeb2.com/file/backups        | endpoint | S3 API
			https://storage.cloud.google.com/backups         | endpoint | HMAC
			https://cloud.digitalocean.com/spaces/backups    | endpoint | control panel
			https://backups--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com | endpoint | S3 Express
			https://s3express-use1-az4.us-east-1.amazonaws.com | endpoint | S3 Express
			https://s3express-control.us-east-1.amazonaws.com | endpoint | S3 Express
			https://mine-123456789012.s3-object-lambda.eu-west-1.amazonaws.com | endpoint | Object Lambda
			https://mine-123456789012.op-0123456789abcdef0.s3-outposts.us-west-2.amazonaws.com | endpoint | Outposts
			https://123456789012.s3-control.eu-west-1.amazonaws.com | endpoint | control
			https://mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com | endpoint | multi-region
			https://s3tables.eu-west-1.amazonaws.com         | endpoint | tables
			arn:aws:s3:us-west-2:123456789012:accesspoint/mine | endpoint | https://
			https://signin.aws.amazon.com/console            | endpoint | console
			https://eu-central-1.console.amazonaws-us-gov.com/s3 | endpoint | console
			https://api.cloudflare.com/client/v4/accounts    | endpoint | S3 API
			https://r2.cloudflarestorage.com                 | endpoint | account id
			https://api001.backblazeb2.com                   | endpoint | S3 API
			https://secure.backblaze.com/b2_buckets.htm      | endpoint | S3 API
			https://pod-000-1005-03.backblaze.com/b2api/v2   | endpoint | S3 API
			https://account.blob.core.windows.net/backups    | endpoint | Azure
			https://account.dfs.core.windows.net             | endpoint | Azure
			https://portal.azure.com                         | endpoint | Azure
			https://console.cloud.google.com/storage/browser/backups | endpoint | HMAC
			https://firebasestorage.googleapis.com/v0/b/mine | endpoint | HMAC
			https://backups.s3-website.fr-par.scw.cloud      | endpoint | website
			https://u123456.your-storagebox.de               | endpoint | Storage Box
			https://supabase.com/dashboard/project/ref/storage | endpoint | supabase.co
			https://console.wasabisys.com                    | endpoint | S3 API
			https://oss.console.alibabacloud.com/bucket      | endpoint | console
			https://drive.google.com/drive/my-drive          | endpoint | S3
			http://minio.example.org:9001/browser/backups    | endpoint | console
			http://minio.example.org:9001/login              | endpoint | console
			https://s3.eu-central-1.amazonaws.com/backups/laptops | endpoint | rootPath
			https://backups.s3.eu-central-1.amazonaws.com/laptops | endpoint | rootPath
			https://s3.oss-accelerate.aliyuncs.com           | region   | required
			https://cos.accelerate.myqcloud.com              | bucket   | account's number
			https://cos.ap-guangzhou.myqcloud.com            | bucket   | account's number
			""")
	void whatCannotWorkIsNamedWithWhatToDo(String pasted, String field, String message) {
		ProblemException problem = problem(new Typed(pasted, "backups", null, null, Addressing.AUTO));

		assertThat(problem.type()).isEqualTo(ProblemType.INVALID_SETTINGS);
		assertThat(fields(problem)).containsExactly(field);
		assertThat(problem.detail()).contains(message).doesNotContain("hunter2");
	}

	@ParameterizedTest
	@EnumSource
	void aHostThatIsNoStoreIsNoneOfAnyKind(Provider named) {
		ProblemException problem = problem(
				new Typed("https://account.blob.core.windows.net", "backups", null, named, Addressing.AUTO));

		assertThat(problem.detail()).contains("Azure");
	}

	@ParameterizedTest
	@CsvSource({ "backups--use1-az4--x-s3, S3 Express", "mine--table-s3, table buckets",
			"mine-0123456789abcdef-ol-s3alias, Object Lambda", "arn:aws:s3:::backups, no ARN",
			"arn:aws:s3:us-west-2:123456789012:accesspoint/mine, alias" })
	void aBucketThatIsNoOrdinaryOneIsRefused(String bucket, String message) {
		ProblemException problem = problem(
				new Typed("https://s3.us-east-1.amazonaws.com", bucket, null, null, Addressing.AUTO));

		assertThat(fields(problem)).containsExactly("bucket");
		assertThat(problem.detail()).contains(message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "My-Bucket", "ab", "-bucket", "bucket-", "my_bucket", "my/bucket", "my..bucket",
			"s3://bucket", "b\u00fccket" })
	void aBucketThatNoStoreCanHaveIsRefused(String bucket) {
		ProblemException problem = problem(new Typed("https://s3.example.org", bucket, null, null, Addressing.AUTO));

		assertThat(fields(problem)).containsExactly("bucket");
		assertThat(problem.detail()).contains("lower-case").doesNotContain(bucket);
	}

	@Test
	void withoutABucketAnywhereItIsAskedFor() {
		ProblemException problem = problem(
				new Typed("https://s3.eu-central-1.amazonaws.com", null, null, null, Addressing.AUTO));

		assertThat(problem.detail()).isEqualTo("bucket: is required");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					https://s3.example.org             | https://files.example.org           | https://files.example.org
					https://s3.example.org             | https://files.example.org/backups   | https://files.example.org
					https://s3.example.org             | https://backups.example.org         | https://backups.example.org
					https://backups.s3.example.org     | https://backups.files.example.org   | https://files.example.org
					https://s3.oss-cn-beijing-internal.aliyuncs.com | https://oss-cn-beijing.aliyuncs.com | https://s3.oss-cn-beijing.aliyuncs.com
					""")
	void theNameThatClientsUseIsWorkedOutToo(String endpoint, String pasted, URI url) {
		assertThat(Endpoint.of(new Typed(endpoint, "backups", null, null, Addressing.AUTO)).readPublicEndpoint(pasted))
			.isEqualTo(url);
	}

	@Test
	void theNameThatClientsUseLeadsToTheSameBucket() {
		Endpoint endpoint = Endpoint
			.of(new Typed("https://s3.eu-central-1.amazonaws.com", "backups", null, null, Addressing.AUTO));

		assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> endpoint.readPublicEndpoint("https://other.s3.eu-central-1.amazonaws.com"))
			.satisfies((problem) -> assertThat(fields(problem)).containsExactly("publicEndpoint"));
	}

	@Test
	void noTextMakesAnythingButAnEndpointOrAProblem() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		String letters = "ab.:/-@?#%[]\\ \"'0129<>{}_s3oss-cosr2amazonaws.comaliyuncs.com\u00e9\u5907\u200b";
		for (int i = 0; i < 20_000; i++) {
			StringBuilder text = new StringBuilder(random.nextBoolean() ? "https://" : "");
			random.ints(random.nextInt(40), 0, letters.length()).forEach((at) -> text.append(letters.charAt(at)));
			try {
				Endpoint endpoint = Endpoint.of(new Typed(text.toString(), random.nextBoolean() ? "bucket" : null, null,
						null, Addressing.AUTO));
				assertThat(endpoint.url().getHost()).as("seed %d: %s", seed, text).isNotEmpty();
				assertThat(endpoint.url().getUserInfo()).as("seed %d: %s", seed, text).isNull();
			}
			catch (ProblemException ex) {
				assertThat(ex.type().status()).as("seed %d: %s", seed, text).isEqualTo(422);
			}
		}
	}

	private static ProblemException problem(Typed typed) {
		try {
			throw new AssertionError("was taken for " + Endpoint.of(typed));
		}
		catch (ProblemException ex) {
			return ex;
		}
	}

	private static List<String> fields(ProblemException problem) {
		return problem.fields().stream().map(InvalidField::field).toList();
	}

}
