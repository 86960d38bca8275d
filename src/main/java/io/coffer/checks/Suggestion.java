package io.coffer.checks;

import io.coffer.providers.Addressing;
import io.coffer.providers.Provider;
import io.coffer.providers.S3Settings;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Settings that a check has seen working, in the form in which they are sent. The secret
 * is never among them.
 *
 * @param endpoint the base URL of the S3 API
 * @param region the signing region
 * @param bucket the bucket
 * @param accessKeyId the id of the access key
 * @param rootPath the folder of the backups
 * @param addressing how the bucket is addressed
 * @param publicEndpoint the base URL by which clients reach the store, or null
 * @param provider the kind of store
 */
@Schema(description = "Settings that work, without the secret")
public record Suggestion(URI endpoint, String region, String bucket, String accessKeyId, String rootPath,
		Addressing addressing, @Nullable URI publicEndpoint, Provider provider) {

	static Suggestion of(S3Settings settings) {
		return new Suggestion(settings.endpoint(), settings.region(), settings.bucket(), settings.accessKeyId(),
				settings.rootPath(), settings.addressing(), settings.publicEndpoint(), settings.provider());
	}

}
