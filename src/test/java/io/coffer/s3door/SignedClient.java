package io.coffer.s3door;

import io.coffer.testing.Answer;
import io.coffer.testing.Coffer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import tools.jackson.databind.JsonNode;

/**
 * Signs requests with the signer of the AWS SDK, at any time and for any body, and sends
 * them with another.
 */
record SignedClient(JsonNode pair, Instant time) {

	/** Sent by the client itself, which lets nobody else set them. */
	private static final List<String> OWN = List.of("host", "content-length");

	/** What a request is to bear so that its signature fits. */
	String[] headers(String method, String path, byte[] body, String... more) {
		SdkHttpRequest.Builder request = SdkHttpRequest.builder()
			.method(SdkHttpMethod.fromValue(method))
			.uri(URI.create(this.pair.get("endpoint").asString() + path));
		for (int i = 0; i < more.length; i += 2) {
			request.putHeader(more[i], more[i + 1]);
		}
		Map<String, List<String>> headers = AwsV4HttpSigner.create()
			.sign((signing) -> signing
				.identity(AwsBasicCredentials.create(this.pair.get("accessKeyId").asString(),
						this.pair.get("secretAccessKey").asString()))
				.request(request.build())
				.payload(ContentStreamProvider.fromByteArray(body))
				.putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
				.putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
				.putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
				.putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
				.putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(this.time, ZoneOffset.UTC)))
			.request()
			.headers();
		return headers.entrySet()
			.stream()
			.filter((header) -> !OWN.contains(header.getKey().toLowerCase(Locale.ROOT)))
			.flatMap((header) -> Stream.of(header.getKey(), header.getValue().get(0)))
			.toArray(String[]::new);
	}

	/** Signs a request and sends it. */
	Answer send(String method, String path, byte[] body, String... more) {
		return send(method, path, headers(method, path, body, more), body);
	}

	/** Sends a request that was signed before, or was not. */
	Answer send(String method, String path, String[] headers, byte[] body) {
		return new Coffer(URI.create(this.pair.get("endpoint").asString()).getPort(), "").send(method, path,
				BodyPublishers.ofByteArray(body), headers);
	}

}
