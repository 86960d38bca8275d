package io.coffer.storage;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the backups are kept and with which key. Immutable; the secret never appears in
 * {@link #toString()}.
 *
 * @param endpoint the base URL of the S3 API, without bucket
 * @param region the signing region
 * @param bucket the bucket, which must exist
 * @param accessKeyId the id of the access key
 * @param secretAccessKey the secret of the access key
 * @param rootPath empty, or the normalised folder of the backups, such as
 * {@code backups/}
 * @param addressing how the bucket is addressed
 * @param publicEndpoint the base URL by which clients reach the store, or null if they
 * use {@code endpoint}
 */
public record S3Settings(URI endpoint, String region, String bucket, String accessKeyId, String secretAccessKey,
		String rootPath, Addressing addressing, @Nullable URI publicEndpoint) {

	@Override
	public String toString() {
		return "S3Settings[endpoint=%s, region=%s, bucket=%s, accessKeyId=%s, rootPath=%s, addressing=%s, publicEndpoint=%s]"
			.formatted(this.endpoint, this.region, this.bucket, this.accessKeyId, this.rootPath, this.addressing,
					this.publicEndpoint);
	}

}
