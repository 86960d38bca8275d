package io.coffer.testing;

import io.coffer.providers.Addressing;
import io.coffer.providers.S3Settings;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket as an S3 client sees it that knows nothing of Coffer. Keys are those below the
 * root path.
 */
public record PlainS3(S3Client client, String bucket, String root) {

	public PlainS3(S3Settings settings) {
		this(S3Client.builder()
			.endpointOverride(settings.endpoint())
			.region(Region.of(settings.region()))
			.forcePathStyle(settings.addressingInForce() == Addressing.PATH)
			.credentialsProvider(StaticCredentialsProvider
				.create(AwsBasicCredentials.create(settings.accessKeyId(), settings.secretAccessKey())))
			.build(), settings.bucket(), settings.rootPath());
	}

	public void put(String key, byte[] content) {
		this.client.putObject((request) -> request.bucket(this.bucket).key(this.root + key),
				RequestBody.fromBytes(content));
	}

	public byte[] get(String key) {
		return this.client.getObjectAsBytes((request) -> request.bucket(this.bucket).key(this.root + key))
			.asByteArray();
	}

	public void delete(String key) {
		this.client.deleteObject((request) -> request.bucket(this.bucket).key(this.root + key));
	}

	public Map<String, String> metadata(String key) {
		return this.client.headObject((request) -> request.bucket(this.bucket).key(this.root + key)).metadata();
	}

	/** Every key in the bucket that begins so. */
	public List<String> keys(String prefix) {
		return this.client.listObjectsV2Paginator((request) -> request.bucket(this.bucket).prefix(this.root + prefix))
			.contents()
			.stream()
			.map(S3Object::key)
			.map((key) -> key.substring(this.root.length()))
			.filter((key) -> prefix.startsWith(".coffer/") || !isFact(key))
			.toList();
	}

	/** Whether it is what Coffer itself remembers in the bucket. */
	static boolean isFact(String key) {
		return key.contains(".coffer/") && key.endsWith(".json");
	}

	/** The keys of the multipart uploads that are open. */
	public List<String> openUploads() {
		return this.client.listMultipartUploads((request) -> request.bucket(this.bucket))
			.uploads()
			.stream()
			.map(MultipartUpload::key)
			.filter((key) -> key.startsWith(this.root))
			.map((key) -> key.substring(this.root.length()))
			.toList();
	}

}
