package io.coffer.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.coffer.storage.Addressing;
import io.coffer.storage.S3Settings;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The S3 settings as someone types them, in a request or in the environment. Blanks
 * around values are dropped and blank values are none; the secret never appears in
 * {@link #toString()}.
 *
 * @param endpoint the base URL of the S3 API, without bucket
 * @param region the signing region
 * @param bucket the bucket, which must exist and be private
 * @param accessKeyId the id of the access key
 * @param secretAccessKey the secret; null means the stored one, while endpoint, bucket
 * and key id stay the same
 * @param rootPath the folder of the backups; null for the bucket's root
 * @param addressing how the bucket is addressed; null for what the provider prefers
 * @param publicEndpoint the base URL by which clients reach the store; null if they use
 * the same
 */
@Schema(example = """
		{
		  "endpoint": "https://s3.eu-central-1.amazonaws.com",
		  "region": "eu-central-1",
		  "bucket": "my-backups",
		  "accessKeyId": "AKIAIOSFODNN7EXAMPLE",
		  "rootPath": "laptops/"
		}
		""")
public record SettingsForm(@Schema(description = "The base URL of the S3 API, without the bucket",
		example = "https://s3.eu-central-1.amazonaws.com") @NotBlank(
				message = "is required, such as https://s3.eu-central-1.amazonaws.com") @HttpUrl @Nullable String endpoint,
		@Schema(description = "The signing region; `us-east-1` where the store has none",
				example = "eu-central-1") @NotBlank(
						message = "is required, such as eu-central-1; us-east-1 where the store has none") @Pattern(
								regexp = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?",
								message = "has up to 63 letters, digits and inner hyphens") @Nullable String region,
		@Schema(description = "The bucket, which must exist and be private", example = "my-backups") @NotBlank(
				message = "is required") @Pattern(regexp = "(?!.*\\.\\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
						message = "has 3 to 63 lower-case letters, digits, hyphens and single dots") @Nullable String bucket,
		@Schema(description = "The id of the access key", example = "AKIAIOSFODNN7EXAMPLE") @NotBlank(
				message = "is required") @Pattern(regexp = "[!-~]{0,256}",
						message = "has printable ASCII characters without spaces only") @Nullable String accessKeyId,
		@Schema(description = "The secret of the access key. Never shown again; absent means the stored one, while "
				+ "endpoint, bucket and access key id stay.", format = "password") @Pattern(regexp = "[!-~]{1,256}",
						message = "has 1 to 256 printable ASCII characters without spaces") @JsonProperty(
								access = JsonProperty.Access.WRITE_ONLY) @Nullable String secretAccessKey,
		@Schema(description = "The folder of the backups; absent or empty for the bucket's root",
				example = "laptops/") @Size(max = 200, message = "has at most 200 characters") @Pattern(
						regexp = "(?![^\\\\]*//)(?!([^\\\\]*/)?\\.{1,2}(/|$))[^\\x00-\\x1f\\x7f\\\\]*",
						message = "is a path like backups/laptop, without '..', '.' and empty segments") @Nullable String rootPath,
		@Schema(description = "How the bucket is addressed; absent or `auto` for what the provider prefers",
				example = "auto") @Nullable Addressing addressing,
		@Schema(description = "The base URL by which clients reach the store; absent if they use the same") @HttpUrl @Nullable String publicEndpoint) {

	/** What somebody fills in who gives nothing. */
	static final SettingsForm EMPTY = new SettingsForm(null, null, null, null, null, null, null, null);

	public SettingsForm {
		endpoint = stripped(endpoint);
		region = stripped(region);
		bucket = stripped(bucket);
		accessKeyId = stripped(accessKeyId);
		secretAccessKey = stripped(secretAccessKey);
		rootPath = stripped(rootPath);
		publicEndpoint = stripped(publicEndpoint);
	}

	/** The settings of a form that is valid, with the secret that goes with them. */
	S3Settings settings(String secret) {
		return new S3Settings(url(required(this.endpoint)), required(this.region), required(this.bucket),
				required(this.accessKeyId), secret, normalRootPath(),
				(this.addressing != null) ? this.addressing : Addressing.AUTO,
				(this.publicEndpoint != null) ? url(this.publicEndpoint) : null);
	}

	/** Whether the stored secret goes with this form: nobody else would get to see it. */
	boolean keepsSecretOf(S3Settings stored) {
		return stored.endpoint().equals(url(required(this.endpoint))) && stored.bucket().equals(this.bucket)
				&& stored.accessKeyId().equals(this.accessKeyId);
	}

	/** No value at all: before the form is valid, a secret may be in any field. */
	@Override
	public String toString() {
		return "SettingsForm[...]";
	}

	private String normalRootPath() {
		String path = Objects.requireNonNullElse(this.rootPath, "");
		path = path.startsWith("/") ? path.substring(1) : path;
		return (path.isEmpty() || path.endsWith("/")) ? path : path + "/";
	}

	private static URI url(String text) {
		return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
	}

	private static String required(@Nullable String value) {
		return Objects.requireNonNull(value, "the form is not valid");
	}

	private static @Nullable String stripped(@Nullable String value) {
		return (value != null && !value.isBlank()) ? value.strip() : null;
	}

}
