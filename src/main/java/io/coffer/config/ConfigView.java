package io.coffer.config;

import io.coffer.checks.CheckReport;
import io.coffer.providers.Addressing;
import io.coffer.providers.OverwriteProtection;
import io.coffer.providers.S3Settings;
import io.coffer.storage.StorageView;
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
 * @param rootPath the folder of the backups, empty or ending in a slash
 * @param publicEndpoint the base URL by which clients reach the store, or null
 * @param provider the kind of store that Coffer takes it for
 * @param resolvedEndpoint the exact URL below which backups are written
 * @param addressing the addressing in force
 * @param noOverwrite how surely two writers of one name are kept apart
 * @param source where the settings come from
 * @param warnings what to know about these settings
 * @param check the report of the check that these settings have just passed, or null
 */
public record ConfigView(
		@Schema(description = "The base URL of the S3 API",
				example = "https://s3.eu-central-1.amazonaws.com") URI endpoint,
		@Schema(description = "The signing region", example = "eu-central-1") String region,
		@Schema(example = "my-backups") String bucket,
		@Schema(description = "The id of the access key", example = "AKIAIOSFODNN7EXAMPLE") String accessKeyId,
		@Schema(description = "The folder of the backups, empty or ending in `/`",
				example = "laptops/") String rootPath,
		@Schema(description = "The base URL by which clients reach the store, if it is another") @Nullable URI publicEndpoint,
		@Schema(description = "The kind of store that Coffer takes it for", example = "aws") String provider,
		@Schema(description = "The exact URL below which backups are written",
				example = "https://my-backups.s3.eu-central-1.amazonaws.com/laptops/") URI resolvedEndpoint,
		@Schema(description = "How the bucket is addressed", example = "virtual") Addressing addressing,
		@Schema(description = "How surely two writers of one name are kept apart",
				example = "atomic") OverwriteProtection noOverwrite,
		@Schema(description = "Where the settings come from; those of the environment cannot be changed here",
				example = "file") ConfigSource source,
		@Schema(description = "What to know about these settings") List<Warning> warnings,
		@Schema(description = "The check that these settings have just passed; after PUT only") @Nullable CheckReport check) {

	/**
	 * Something to know about the settings.
	 *
	 * @param code stable, kebab-case
	 * @param message a sentence for people
	 */
	public record Warning(@Schema(description = "Stable, for programs", example = "plain-http") String code,
			@Schema(description = "A sentence for people",
					example = "Archives travel unencrypted between Coffer and the store.") String message) {
	}

	static ConfigView of(StorageView view, ConfigSource source, List<Warning> warnings) {
		S3Settings settings = view.settings();
		return new ConfigView(settings.endpoint(), settings.region(), settings.bucket(), settings.accessKeyId(),
				settings.rootPath(), settings.publicEndpoint(), settings.provider().id(), view.resolvedEndpoint(),
				settings.addressingInForce(), view.findings().noOverwrite(), source, warnings, null);
	}

	ConfigView with(@Nullable CheckReport report) {
		return new ConfigView(this.endpoint, this.region, this.bucket, this.accessKeyId, this.rootPath,
				this.publicEndpoint, this.provider, this.resolvedEndpoint, this.addressing, this.noOverwrite,
				this.source, this.warnings, report);
	}

}
