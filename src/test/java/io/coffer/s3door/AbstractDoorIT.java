package io.coffer.s3door;

import io.coffer.testing.AbstractBackupIT;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import tools.jackson.databind.JsonNode;

/** A device that knows nothing but S3. */
abstract class AbstractDoorIT extends AbstractBackupIT {

	static final String BUCKET = "default";

	/** What the answer that made its token says of S3. */
	@SuppressWarnings("NullAway.Init")
	JsonNode pair;

	@SuppressWarnings("NullAway.Init")
	S3Client s3;

	@BeforeEach
	void aDeviceWithAKeyPair() {
		this.pair = pair("/devices/" + this.device + "/token");
		this.s3 = client(this.pair).build();
	}

	JsonNode pair(String path) {
		return admin().post(path).hasStatus(201).json().get("s3");
	}

	URI endpoint() {
		return URI.create(this.pair.get("endpoint").asString());
	}

	S3ClientBuilder client(JsonNode pair) {
		return client(pair.get("accessKeyId").asString(), pair.get("secretAccessKey").asString());
	}

	/** As an application that was given the key pair, and left all else as it is. */
	S3ClientBuilder client(String accessKeyId, String secretAccessKey) {
		return S3Client.builder()
			.endpointOverride(endpoint())
			.region(Region.EU_CENTRAL_1)
			.forcePathStyle(true)
			.credentialsProvider(
					StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey)));
	}

	String key(String name) {
		return this.application + "-" + name;
	}

}
