package io.coffer.config;

import io.coffer.checks.CheckReport;
import io.coffer.providers.Addressing;
import io.coffer.providers.OverwriteProtection;
import io.coffer.providers.S3Settings;
import io.coffer.storage.Storage.StorageView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force, without the secret, and what they come to.
 *
 * @param endpoint the base URL of the S3 API
 * @param region the signing region
 * @param bucket the bucket
 * @param accessKeyId the id of the access key
 * @param rootPath the folder of the backups, empty or ending in {@code /}
 * @param publicEndpoint the base URL by which clients reach the store, if it is another
 * @param provider the kind of store that Coffer takes it for
 * @param resolvedEndpoint the exact URL below which backups are written
 * @param addressing how the bucket is addressed
 * @param noOverwrite how surely two writers of one name are kept apart
 * @param source where the settings come from; those of the environment cannot be changed
 * here
 * @param warnings what to know about these settings
 * @param check the check that these settings have just passed; after PUT only
 */
public record ConfigView(@Schema(example = "https://s3.eu-central-1.amazonaws.com") URI endpoint,
		@Schema(example = "eu-central-1") String region, @Schema(example = "my-backups") String bucket,
		@Schema(example = "AKIAIOSFODNN7EXAMPLE") String accessKeyId, @Schema(example = "laptops/") String rootPath,
		@Nullable URI publicEndpoint, @Schema(example = "aws") String provider,
		@Schema(example = "https://my-backups.s3.eu-central-1.amazonaws.com/laptops/") URI resolvedEndpoint,
		@Schema(example = "virtual") Addressing addressing, @Schema(example = "atomic") OverwriteProtection noOverwrite,
		@Schema(example = "file") ConfigSource source, List<Warning> warnings, @Nullable CheckReport check) {

	/**
	 * Something to know about the settings.
	 *
	 * @param code stable, for programs
	 * @param message a sentence for people
	 */
	public record Warning(@Schema(example = "plain-http") String code,
			@Schema(example = "Archives travel unencrypted between Coffer and the store.") String message) {
	}

	static ConfigView of(StorageView view, ConfigSource source, List<Warning> warnings) {
		S3Settings settings = view.settings();
		return new ConfigView(settings.endpoint(), settings.region(), settings.bucket(), settings.accessKeyId(),
				settings.rootPath(), settings.publicEndpoint(), settings.provider().id(), view.resolvedEndpoint(),
				settings.addressingInForce(), view.capabilities().noOverwrite(), source, warnings, null);
	}

	ConfigView with(@Nullable CheckReport report) {
		return new ConfigView(this.endpoint, this.region, this.bucket, this.accessKeyId, this.rootPath,
				this.publicEndpoint, this.provider, this.resolvedEndpoint, this.addressing, this.noOverwrite,
				this.source, this.warnings, report);
	}

}
