package io.coffer.s3door;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.Wire;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.gaul.s3proxy.S3Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;

/** Who has no right at the S3 port, and what stays as it was. */
class DoorRefusalsIT extends AbstractDoorIT {

	private static final byte[] ARCHIVE = Archives.zip(1000);

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
	void aRequestThatIsNotSignedIsRefused() {
		isError(stranger("").send("PUT", path("a.zip"), BodyPublishers.ofByteArray(ARCHIVE)), 403, "AccessDenied");
		isError(stranger("").get("/default/a.zip?AWSAccessKeyId=a&Signature=b&Expires=9"), 403, "AccessDenied");
		nothingIsThere();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/backups", "/devices", "/actuator/health", "/swagger-ui.html", "/" })
	void aBearerTokenIsNoSignatureAndNoRouteOfTheOtherPortIsHere(String path) {
		isError(stranger(ADMIN_TOKEN).get(path), 400, "AuthorizationHeaderMalformed");
	}

	@Test
	void aSignatureOpensNothingAtTheOtherPort() {
		new Coffer(this.port, "").get("/backups", signer().headers("GET", "/backups", new byte[0]))
			.isProblem(401, "unauthenticated");
	}

	@ParameterizedTest
	@ValueSource(ints = { -16, 16 })
	void aClockThatIsWrongIsNamed(int minutes) {
		Answer answer = new SignedClient(this.pair, Instant.now().plus(Duration.ofMinutes(minutes))).send("PUT",
				path("a.zip"), ARCHIVE);

		isError(answer, 403, "RequestTimeTooSkewed");
		assertThat(answer.text()).contains("<ServerTime>");
		nothingIsThere();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, PART + 1000 })
	void aBodyThatWasNotSignedIsNotStored(int size) {
		byte[] archive = Archives.zip(size);
		String[] headers = signer().headers("PUT", path("a.zip"), archive);
		archive[size / 2]++;

		isError(signer().send("PUT", path("a.zip"), headers, archive), 400, "XAmzContentSHA256Mismatch");
		nothingIsThere();
	}

	@Test
	void aPartThatWasNotSignedIsNotStored() {
		String id = this.s3.createMultipartUpload((create) -> create.bucket(BUCKET).key(key("a.zip"))).uploadId();
		String part = path("a.zip") + "?partNumber=1&uploadId=" + id;

		isError(signer().send("PUT", part, signer().headers("PUT", part, ARCHIVE), Archives.zip(1001)), 400,
				"XAmzContentSHA256Mismatch");
		assertThat(this.s3.listParts((list) -> list.bucket(BUCKET).key(key("a.zip")).uploadId(id)).parts()).isEmpty();
		this.s3.abortMultipartUpload((abort) -> abort.bucket(BUCKET).key(key("a.zip")).uploadId(id));
		nothingIsThere();
	}

	@ParameterizedTest
	@CsvSource({ "Content-MD5, 16", "x-amz-checksum-crc32, 4", "x-amz-checksum-crc64nvme, 8",
			"x-amz-checksum-sha256, 32" })
	void aBodyThatIsNotOfItsChecksumIsNotStored(String header, int bytes) {
		isError(signer().send("PUT", path("a.zip"), ARCHIVE, header,
				Base64.getEncoder().encodeToString(new byte[bytes])), 400, "BadDigest");
		nothingIsThere();
	}

	@Test
	void aRequestThatIsReplayedStoresNothingTwice() {
		String[] headers = signer().headers("PUT", path("a.zip"), ARCHIVE);

		signer().send("PUT", path("a.zip"), headers, ARCHIVE).hasStatus(200);
		signer().send("PUT", path("a.zip"), headers, ARCHIVE).hasStatus(200);

		assertThat(objects()).containsExactly(key("a.zip"));
	}

	@Test
	void aSignatureForOneNameIsNoneForAnother() {
		String[] headers = signer().headers("PUT", path("a.zip"), ARCHIVE);

		isError(signer().send("PUT", path("b.zip"), headers, ARCHIVE), 403, "SignatureDoesNotMatch");
		isError(signer().send("PUT", path("a.zip") + "?acl", headers, ARCHIVE), 403, "SignatureDoesNotMatch");
		nothingIsThere();
	}

	/** A release of the library that knows another operation does not compile here. */
	@ParameterizedTest
	@EnumSource
	void whatIsNotOfferedIsNotDone(S3Operation operation) {
		String request = switch (operation) {
			case LIST_BUCKETS, LIST_OBJECTS_V2, GET_OBJECT, PUT_OBJECT, DELETE_OBJECT, DELETE_OBJECTS, CREATE_BUCKET,
					HEAD_BUCKET, HEAD_OBJECT, CREATE_MULTIPART_UPLOAD, UPLOAD_PART, COMPLETE_MULTIPART_UPLOAD,
					ABORT_MULTIPART_UPLOAD, LIST_MULTIPART_UPLOADS, LIST_PARTS, GET_OBJECT_ACL, GET_BUCKET_ACL,
					GET_BUCKET_LOCATION, GET_BUCKET_VERSIONING ->
				"";
			case GET_OBJECT_ATTRIBUTES -> "GET /default/a.zip?attributes";
			case DELETE_BUCKET -> "DELETE /default";
			case COPY_OBJECT -> "PUT /default/a.zip copied";
			case UPLOAD_PART_COPY -> "PUT /default/a.zip?partNumber=1&uploadId=u copied";
			case PUT_OBJECT_ACL -> "PUT /default/a.zip?acl";
			case PUT_BUCKET_ACL -> "PUT /default?acl";
			case GET_BUCKET_POLICY -> "GET /default?policy";
			case GET_BUCKET_ENCRYPTION -> "GET /default?encryption";
			case PUT_BUCKET_ENCRYPTION -> "PUT /default?encryption";
			case DELETE_BUCKET_ENCRYPTION -> "DELETE /default?encryption";
			case PUT_BUCKET_VERSIONING -> "PUT /default?versioning";
			case LIST_OBJECT_VERSIONS -> "GET /default?versions";
			case OPTIONS_OBJECT -> "OPTIONS /default/a.zip";
			case UNKNOWN -> "POST /default/a.zip?select&select-type=2";
		};
		if (!request.isEmpty()) {
			String[] words = request.split(" ", -1);
			String[] copied = (words.length > 2) ? new String[] { "x-amz-copy-source", "/default/b.zip" }
					: new String[0];
			isError(signer().send(words[0], words[1], new byte[0], copied), 501, "NotImplemented");
		}
	}

	@ParameterizedTest
	@CsvSource({ "folder/notes.zip, root path", "notes.exe, ends in a dot", ".coffer/key.json, root path",
			"vaults/team/a.zip, root path" })
	void namesAreThoseOfBackups(String key, String hint) {
		Answer answer = signer().send("PUT", "/default/" + key, ARCHIVE);

		isError(answer, 400, "InvalidArgument");
		assertThat(answer.text()).contains(hint);
	}

	@ParameterizedTest
	@ValueSource(strings = { "<Delete", "<Other/>", "",
			"<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><CompleteMultipartUpload><Part><ETag>&e;</ETag>"
					+ "<PartNumber>1</PartNumber></Part></CompleteMultipartUpload>" })
	void documentsAreThoseOfS3(String document) {
		isError(signer().send("POST", path("a.zip") + "?uploadId=a", document.getBytes(StandardCharsets.UTF_8)), 400,
				"MalformedXML");
	}

	@Test
	void anUploadEndsWithItsToken() throws IOException {
		byte[] archive = Archives.zip(PART);
		String[] headers = signer().headers("PUT", path("a.zip"), archive);
		try (Wire wire = Wire.to(endpoint().getPort())) {
			wire.send("PUT " + path("a.zip") + " HTTP/1.1\r\nHost: " + endpoint().getAuthority()
					+ "\r\nConnection: close\r\nContent-Length: " + archive.length + "\r\n");
			for (int i = 0; i < headers.length; i += 2) {
				wire.send(headers[i] + ": " + headers[i + 1] + "\r\n");
			}
			wire.send("\r\n");
			wire.send(Arrays.copyOf(archive, PART / 2));

			admin().delete("/devices/" + this.device + "/token").hasStatus(204);
			wire.send(Arrays.copyOfRange(archive, PART / 2, PART - 1));

			assertThat(wire.answer().body()).contains("<Code>InvalidAccessKeyId</Code>", "revoked");
		}
		nothingIsThere();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /%zz", "GET /a|b", "GET /default/..%2fx", "GET /default;x=1/a.zip" })
	void whatTomcatRefusesIsToldAsS3TellsIt(String line) throws IOException {
		assertThat(Wire.ask(endpoint().getPort(), line).body()).contains("<Error>", "<Code>", "<Message>");
	}

	private void put(S3Client client) {
		client.putObject((put) -> put.bucket(BUCKET).key(key("a.zip")), RequestBody.fromBytes(ARCHIVE));
	}

	private String path(String name) {
		return "/" + BUCKET + "/" + key(name);
	}

	private SignedClient signer() {
		return new SignedClient(this.pair, Instant.now());
	}

	private Coffer stranger(String token) {
		return new Coffer(endpoint().getPort(), token);
	}

	private void nothingIsThere() {
		assertThat(objects()).isEmpty();
		assertThat(openUploads()).isEmpty();
	}

	private static void isError(Answer answer, int status, String code) {
		assertThat(answer.text()).contains("<Code>" + code + "</Code>", "<RequestId>");
		answer.hasStatus(status);
		assertThat(answer.header("Content-Type")).contains("application/xml");
	}

}
