package io.coffer.config;

import io.coffer.providers.Addressing;
import io.coffer.providers.S3Settings;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;

/**
 * What settings come to, before anything is tried.
 *
 * @param resolvedEndpoint the exact URL below which backups would be written
 * @param provider the kind of store that Coffer takes it for
 * @param region the signing region
 * @param bucket the bucket
 * @param addressing how the bucket would be addressed
 */
record SettingsPreview(
		@Schema(example = "https://my-backups.s3.eu-central-1.amazonaws.com/laptops/") URI resolvedEndpoint,
		@Schema(example = "aws") String provider, @Schema(example = "eu-central-1") String region,
		@Schema(example = "my-backups") String bucket, @Schema(example = "virtual") Addressing addressing) {

	static SettingsPreview of(S3Settings settings, URI resolvedEndpoint) {
		return new SettingsPreview(resolvedEndpoint, settings.provider().id(), settings.region(), settings.bucket(),
				settings.addressingInForce());
	}

}
