package io.coffer.config;

import io.coffer.checks.CheckReport;
import io.coffer.storage.Addressing;
import io.coffer.storage.NoOverwrite;
import io.coffer.storage.S3Settings;
import io.coffer.storage.StorageView;
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
public record ConfigView(URI endpoint, String region, String bucket, String accessKeyId, String rootPath,
		@Nullable URI publicEndpoint, String provider, URI resolvedEndpoint, Addressing addressing,
		NoOverwrite noOverwrite, ConfigSource source, List<Warning> warnings, @Nullable CheckReport check) {

	/**
	 * Something to know about the settings.
	 *
	 * @param code stable, kebab-case
	 * @param message a sentence for people
	 */
	public record Warning(String code, String message) {
	}

	static ConfigView of(StorageView view, ConfigSource source, List<Warning> warnings) {
		S3Settings settings = view.settings();
		return new ConfigView(settings.endpoint(), settings.region(), settings.bucket(), settings.accessKeyId(),
				settings.rootPath(), settings.publicEndpoint(), view.provider(), view.resolvedEndpoint(),
				view.addressing(), view.noOverwrite(), source, warnings, null);
	}

	ConfigView with(@Nullable CheckReport report) {
		return new ConfigView(this.endpoint, this.region, this.bucket, this.accessKeyId, this.rootPath,
				this.publicEndpoint, this.provider, this.resolvedEndpoint, this.addressing, this.noOverwrite,
				this.source, this.warnings, report);
	}

}
