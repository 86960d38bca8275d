package io.coffer.tokens;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a program that knows nothing but S3 is given, shown this once: it adds and reads
 * backups as the token does.
 *
 * @param endpoint where Coffer speaks S3; absent while it does not
 * @param region the region to name; any will do
 * @param bucket the bucket, which is the vault
 * @param accessKeyId names the token
 * @param secretAccessKey signs requests
 */
record S3Access(@Schema(example = "https://backup.example.org:8334") @Nullable URI endpoint,
		@Schema(example = "us-east-1") String region, @Schema(example = "default") String bucket,
		@Schema(example = "CF5f0c1d9a7b3e4210ab12cd34ef56ab780011aabb") String accessKeyId,
		@Schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f0") String secretAccessKey) {

	@Override
	public String toString() {
		return "S3Access[accessKeyId=" + this.accessKeyId + "]";
	}

}
