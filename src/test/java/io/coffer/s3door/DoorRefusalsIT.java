package io.coffer.s3door;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Archives;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;

/** Who has no right at the S3 port, and what stays as it was. */
class DoorRefusalsIT extends AbstractDoorIT {

	private static final byte[] ARCHIVE = Archives.zip(1000);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	@Test
	void aWrongSecretStoresNothing() {
		SdkStoryIT.isRefused(403, "SignatureDoesNotMatch",
				() -> put(client(this.pair.get("accessKeyId").asString(), "not-the-secret").build()));
		assertThat(objects()).isEmpty();
	}

	@Test
	void aKeyThatCofferHasNotMadeIsUnknown() {
		String id = this.pair.get("accessKeyId").asString();
		String forged = id.substring(0, 34) + ((id.charAt(34) == '0') ? "1" : "0") + id.substring(35);
		for (String unknown : new String[] { "AKIAIOSFODNN7EXAMPLE", forged }) {
			SdkStoryIT.isRefused(403, "InvalidAccessKeyId",
					() -> put(client(unknown, this.pair.get("secretAccessKey").asString()).build()));
		}
		assertThat(objects()).isEmpty();
	}

	@Test
	void aKeyPairEndsWithItsTokenAndANewTokenHasAnotherSecret() {
		put(this.s3);
		JsonNode next = pair("/devices/" + this.device + "/token");

		assertThat(next.get("accessKeyId")).isEqualTo(this.pair.get("accessKeyId"));
		SdkStoryIT.isRefused(403, "SignatureDoesNotMatch", () -> this.s3.listBuckets());
		assertThat(client(next).build().listBuckets().buckets()).hasSize(1);
		admin().delete("/devices/" + this.device + "/token").hasStatus(204);
		SdkStoryIT.isRefused(403, "InvalidAccessKeyId", () -> client(next).build().listBuckets());
	}

	@Test
	void theKeyIdIsShownWithTheDeviceAndTheSecretIsNot() {
		String devices = admin().get("/devices").hasStatus(200).text();

		assertThat(devices).contains(this.pair.get("accessKeyId").asString())
			.doesNotContain(this.pair.get("secretAccessKey").asString());
	}

	@Test
	void aKeyPairOfAnotherVaultOpensThatVaultAlone() {
		String vault = "team-" + UUID.randomUUID().toString().substring(0, 8);
		JsonNode other = pair("/devices/" + this.device + "/token?vault=" + vault);
		S3Client theirs = client(other).build();
		put(this.s3);

		assertThat(other.get("bucket").asString()).isEqualTo(vault);
		assertThat(theirs.listObjectsV2((list) -> list.bucket(vault)).contents()).isEmpty();
		SdkStoryIT.isRefused(403, "AccessDenied", () -> put(theirs));
		SdkStoryIT.isRefused(403, "AccessDenied", () -> theirs.listObjectsV2((list) -> list.bucket(BUCKET)));
		SdkStoryIT.isRefused(403, "AccessDenied", () -> this.s3.listObjectsV2((list) -> list.bucket(vault)));
		theirs.putObject((put) -> put.bucket(vault).key(key("a.zip")), RequestBody.fromBytes(ARCHIVE));
		assertThat(objects()).containsExactlyInAnyOrder(key("a.zip"), "vaults/" + vault + "/" + key("a.zip"));
		this.store.delete("vaults/" + vault + "/" + key("a.zip"));
	}

	@Test
	void aRequestThatIsNotSignedIsRefusedInXml() throws Exception {
		HttpResponse<String> answer = send(
				HttpRequest.newBuilder(url("a.zip")).PUT(BodyPublishers.ofByteArray(ARCHIVE)));

		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/xml");
		assertThat(answer.body()).contains("<Code>AccessDenied</Code>", "<RequestId>");
		assertThat(objects()).isEmpty();
	}

	@Test
	void aBearerTokenIsNoSignatureAndNoRouteOfTheOtherPortIsHere() throws Exception {
		for (String path : new String[] { "/backups", "/devices", "/actuator/health", "/swagger-ui.html", "/" }) {
			HttpResponse<String> answer = send(
					HttpRequest.newBuilder(endpoint().resolve(path)).header("Authorization", "Bearer " + ADMIN_TOKEN));

			assertThat(answer.statusCode()).as(path).isEqualTo(400);
			assertThat(answer.body()).contains("AuthorizationHeaderMalformed");
		}
	}

	@Test
	void aSignatureOfTwentyMinutesAgoIsTooOld() throws Exception {
		HttpResponse<String> answer = put("a.zip", ARCHIVE, Archives.sha256(ARCHIVE),
				Instant.now().minus(Duration.ofMinutes(20)));

		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.body()).contains("RequestTimeTooSkewed", "<ServerTime>");
		assertThat(objects()).isEmpty();
	}

	@Test
	void aBodyThatWasNotSignedIsNotStored() throws Exception {
		HttpResponse<String> answer = put("a.zip", Archives.zip(1001), Archives.sha256(ARCHIVE), Instant.now());

		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("XAmzContentSHA256Mismatch");
		assertThat(objects()).isEmpty();
		assertThat(openUploads()).isEmpty();
	}

	@Test
	void aLargeBodyThatWasNotSignedLeavesNothing() throws Exception {
		HttpResponse<String> answer = put("a.zip", Archives.zip(PART + 1000), Archives.sha256(ARCHIVE), Instant.now());

		assertThat(answer.body()).contains("XAmzContentSHA256Mismatch");
		assertThat(objects()).isEmpty();
		assertThat(openUploads()).isEmpty();
	}

	@Test
	void aRequestThatIsReplayedStoresNothingTwice() throws Exception {
		Instant now = Instant.now();

		assertThat(put("a.zip", ARCHIVE, Archives.sha256(ARCHIVE), now).statusCode()).isEqualTo(200);
		assertThat(put("a.zip", ARCHIVE, Archives.sha256(ARCHIVE), now).statusCode()).isEqualTo(200);

		assertThat(objects()).containsExactly(key("a.zip"));
	}

	@Test
	void aSignatureForOneNameIsNoneForAnother() throws Exception {
		HttpRequest.Builder signed = signed("a.zip", Archives.sha256(ARCHIVE), Instant.now());

		HttpResponse<String> answer = send(signed.uri(url("b.zip")).PUT(BodyPublishers.ofByteArray(ARCHIVE)));

		assertThat(answer.body()).contains("SignatureDoesNotMatch");
		assertThat(objects()).isEmpty();
	}

	private void put(S3Client client) {
		client.putObject((put) -> put.bucket(BUCKET).key(key("a.zip")), RequestBody.fromBytes(ARCHIVE));
	}

	private URI url(String name) {
		return endpoint().resolve("/" + BUCKET + "/" + key(name));
	}

	private HttpResponse<String> put(String name, byte[] body, String sha256, Instant time) throws Exception {
		return send(signed(name, sha256, time).PUT(BodyPublishers.ofByteArray(body)));
	}

	/** Signed without the SDK, which would not send what it should not. */
	private HttpRequest.Builder signed(String name, String sha256, Instant time) throws Exception {
		URI url = url(name);
		String stamp = TIME.format(time);
		String scope = stamp.substring(0, 8) + "/anywhere/s3/aws4_request";
		String canonical = "PUT\n" + url.getRawPath() + "\n\nhost:" + url.getAuthority() + "\nx-amz-content-sha256:"
				+ sha256 + "\nx-amz-date:" + stamp + "\n\nhost;x-amz-content-sha256;x-amz-date\n" + sha256;
		byte[] key = ("AWS4" + this.pair.get("secretAccessKey").asString()).getBytes(StandardCharsets.UTF_8);
		for (String step : scope.split("/", -1)) {
			key = hmac(key, step);
		}
		String signature = HexFormat.of()
			.formatHex(hmac(key, "AWS4-HMAC-SHA256\n" + stamp + "\n" + scope + "\n"
					+ Archives.sha256(canonical.getBytes(StandardCharsets.UTF_8))));
		return HttpRequest.newBuilder(url)
			.header("x-amz-date", stamp)
			.header("x-amz-content-sha256", sha256)
			.header("Authorization", "AWS4-HMAC-SHA256 Credential=" + this.pair.get("accessKeyId").asString() + "/"
					+ scope + ", SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=" + signature);
	}

	private static byte[] hmac(byte[] key, String text) throws Exception {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(key, "HmacSHA256"));
		return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
	}

}
