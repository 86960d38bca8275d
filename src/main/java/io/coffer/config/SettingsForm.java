package io.coffer.config;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.coffer.problems.InvalidField;
import io.coffer.problems.ProblemException;
import io.coffer.providers.Addressing;
import io.coffer.providers.Endpoint;
import io.coffer.providers.Endpoint.Typed;
import io.coffer.providers.PastedText;
import io.coffer.providers.Provider;
import io.coffer.providers.S3Settings;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The S3 settings as someone types them, in a request or in the environment. Blanks
 * around values are dropped and blank values are none; the secret never appears in
 * {@link #toString()}. What {@code GET /config} shows besides is passed over, so that its
 * answer can be changed and sent back; any other member is refused.
 *
 * @param endpoint the URL of the S3 API; it may carry the bucket and the region
 * @param region the signing region; null where the endpoint or the provider tells it
 * @param bucket the bucket, which must exist and be private; null if it is part of the
 * endpoint
 * @param accessKeyId the id of the access key
 * @param secretAccessKey the secret; null means the stored one, while endpoint, bucket
 * and key id stay the same
 * @param rootPath the folder of the backups; null for the bucket's root
 * @param addressing how the bucket is addressed; null for what the provider prefers
 * @param publicEndpoint the base URL by which clients reach the store; null if they use
 * the same
 * @param provider the kind of store; null for what the endpoint's host shows
 */
@JsonIgnoreProperties({ "resolvedEndpoint", "noOverwrite", "source", "warnings", "check" })
@Schema(example = """
		{
		  "endpoint": "https://s3.eu-central-1.amazonaws.com",
		  "region": "eu-central-1",
		  "bucket": "my-backups",
		  "accessKeyId": "AKIAIOSFODNN7EXAMPLE",
		  "rootPath": "laptops/"
		}
		""")
public record SettingsForm(@Schema(
		description = "The URL of the S3 API. A bucket or a region in it is found there; see `resolvedEndpoint`.",
		example = "https://s3.eu-central-1.amazonaws.com") @NotBlank(
				message = "is required, such as https://s3.eu-central-1.amazonaws.com") @Size(max = 2048,
						message = "has at most 2048 characters") @Nullable String endpoint,
		@Schema(description = "The signing region; absent where the endpoint names it or the store has none",
				example = "eu-central-1") @Pattern(regexp = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?",
						message = "has up to 63 letters, digits and inner hyphens") @Nullable String region,
		@Schema(description = "The bucket, which must exist and be private; absent if it is part of the endpoint",
				example = "my-backups") @Nullable String bucket,
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
		@Schema(description = "The base URL by which clients reach the store; absent if they use the same") @Size(
				max = 2048, message = "has at most 2048 characters") @Nullable String publicEndpoint,
		@Schema(description = "The kind of store, for one that its host does not show, such as MinIO or Ceph",
				example = "minio") @Nullable Provider provider) {

	/** What somebody fills in who gives nothing. */
	static final SettingsForm EMPTY = new SettingsForm(null, null, null, null, null, null, null, null, null);

	public SettingsForm {
		endpoint = stripped(endpoint);
		region = stripped(region);
		bucket = stripped(bucket);
		accessKeyId = stripped(accessKeyId);
		secretAccessKey = stripped(secretAccessKey);
		rootPath = stripped(rootPath);
		publicEndpoint = stripped(publicEndpoint);
	}

	/** The fields that cannot be right, whatever the endpoint comes to. */
	Stream<InvalidField> invalidFields(Validator validator) {
		Stream<InvalidField> violations = validator.validate(this)
			.stream()
			.map((violation) -> new InvalidField(violation.getPropertyPath().toString(), violation.getMessage()));
		Stream<InvalidField> embedded = (this.provider == Provider.EMBEDDED)
				? Stream.of(new InvalidField("provider", "is a store of yours; the embedded one needs no settings"))
				: Stream.empty();
		Stream<InvalidField> noBucket = (this.endpoint == null && this.bucket == null)
				? Stream.of(new InvalidField("bucket", "is required, unless it is part of the endpoint"))
				: Stream.empty();
		return Stream.of(violations, embedded, noBucket).flatMap((fields) -> fields);
	}

	/**
	 * Works out where the bucket is.
	 * @throws ProblemException as {@link Endpoint#of}
	 */
	Endpoint where() {
		return Endpoint.of(new Typed(required(this.endpoint), this.bucket, this.region, this.provider,
				(this.addressing != null) ? this.addressing : Addressing.AUTO));
	}

	/**
	 * The settings of a form without invalid fields, without the secret.
	 * @throws ProblemException as {@link Endpoint#of}
	 */
	S3Settings settings() {
		Endpoint where = where();
		return new S3Settings(where.url(), where.region(), where.bucket(), required(this.accessKeyId), "",
				normalRootPath(), where.addressing(),
				(this.publicEndpoint != null) ? where.publicUrl(this.publicEndpoint) : null, where.provider());
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

	private static String required(@Nullable String value) {
		return Objects.requireNonNull(value, "the form is not valid");
	}

	/** Blanks and quotes around a pasted value are no part of it. */
	private static @Nullable String stripped(@Nullable String value) {
		if (value == null) {
			return null;
		}
		String inner = PastedText.strip(value);
		return inner.isEmpty() ? null : inner;
	}

}
