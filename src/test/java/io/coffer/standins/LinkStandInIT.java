package io.coffer.standins;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Archives;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What can be read without a key: what a link leads to, or what is public. */
@Tag("stand-ins")
class LinkStandInIT {

	private final String key = "links/" + UUID.randomUUID() + ".zip";

	@AfterEach
	void everythingIsAsBefore() {
		StandIns.all().forEach((standIn) -> {
			standIn.setClock(Duration.ZERO);
			standIn.letEveryoneRead(false);
		});
	}

	@ParameterizedTest
	@CsvSource({ "aws, 403, AccessDenied", "r2, 400, ExpiredRequest", "oss, 403, AccessDenied",
			"cos, 403, AccessDenied", "minio, 403, AccessDenied" })
	void aLinkEnds(String name, int status, String code) throws Exception {
		URI link = link(Sdk.asAsked(name));
		StandIns.named(name).setClock(Duration.ofMinutes(6));

		HttpResponse<String> answer = ask("GET", link);

		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.body()).contains("<Code>" + code + "</Code>");
	}

	@ParameterizedTest
	@CsvSource({ "aws, coffer-tests.s3.eu-central-1., coffer-tests.s3.", "r2, //0123, //coffer-tests.0123",
			"oss, .s3.oss-, .oss-", "cos, ap-guangzhou.myqcloud, ap-beijing.myqcloud", "minio, 127.0.0.1, localhost" })
	void aLinkWorksAtTheHostThatItWasSignedForAlone(String name, String part, String other) throws Exception {
		String link = link(Sdk.asAsked(name)).toString();

		HttpResponse<String> answer = ask("GET", URI.create(link.replace(part, other)));

		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.body()).contains("<Code>SignatureDoesNotMatch</Code>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "aws", "oss", "cos", "minio" })
	void onlyAPublicBucketIsReadWithoutAKey(String name) throws Exception {
		Sdk sdk = Sdk.asAsked(name);
		try (S3Client client = sdk.client()) {
			sdk.put(client, this.key, Archives.EMPTY_ZIP);
		}
		URI object = URI.create(link(sdk).toString().replaceFirst("\\?.*", ""));
		assertThat(ask("GET", object).body()).contains("<Code>AccessDenied</Code>");
		assertThat(ask("HEAD", object)).satisfies((answer) -> {
			assertThat(answer.statusCode()).isEqualTo(403);
			assertThat(answer.body()).isEmpty();
		});

		StandIns.named(name).letEveryoneRead(true);

		assertThat(ask("GET", object).statusCode()).isEqualTo(200);
		assertThat(ask("PUT", object).statusCode()).isEqualTo(403);
		assertThat(ask("GET", object.resolve(sdk.pathStyle() ? "/" + sdk.bucket() : "/")).body())
			.contains("<Key>" + this.key + "</Key>");
	}

	@Test
	void aLinkTakesNoHeaderThatIsNotSigned() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(link(Sdk.asAsked("aws"))).header("x-amz-meta-a", "b").build();

		HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

		assertThat(answer.body()).contains("<Code>AccessDenied</Code>");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void awsTellsWhetherABucketIsPublic(boolean open) {
		StandIns.named("aws").letEveryoneRead(open);
		Sdk sdk = Sdk.asAsked("aws");
		try (S3Client client = sdk.client()) {
			assertThat(
					client.getBucketPolicyStatus((request) -> request.bucket(sdk.bucket())).policyStatus().isPublic())
				.isEqualTo(open);
			assertThat(client.getBucketAcl((request) -> request.bucket(sdk.bucket())).grants()).hasSize(open ? 2 : 1);
			assertThat(client.getPublicAccessBlock((request) -> request.bucket(sdk.bucket()))
				.publicAccessBlockConfiguration()
				.blockPublicPolicy()).isEqualTo(!open);
		}
	}

	private URI link(Sdk sdk) throws Exception {
		try (S3Presigner presigner = sdk.presigner()) {
			return presigner
				.presignGetObject((presign) -> presign.signatureDuration(Duration.ofMinutes(5))
					.getObjectRequest((request) -> request.bucket(sdk.bucket()).key(this.key)))
				.url()
				.toURI();
		}
	}

	private static HttpResponse<String> ask(String method, URI url) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(url).method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
	}

}
