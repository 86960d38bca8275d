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
 * @param endpoint the URL of the S3 API. A bucket or a region in it is found there; see
 * {@code resolvedEndpoint}.
 * @param region the signing region; absent where the endpoint names it or the store has
 * none
 * @param bucket the bucket, which must exist and be private; absent if it is part of the
 * endpoint
 * @param accessKeyId the id of the access key
 * @param secretAccessKey the secret of the access key. Never shown again; absent means
 * the stored one, while endpoint, bucket and access key id stay.
 * @param rootPath the folder of the backups; absent or empty for the bucket's root
 * @param addressing how the bucket is addressed; absent or {@code auto} for what the
 * provider prefers
 * @param publicEndpoint the base URL by which clients reach the store; absent if they use
 * the same
 * @param provider the kind of store, for one that its host does not show, such as MinIO
 * or Ceph
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
record SettingsForm(
		@Schema(example = "https://s3.eu-central-1.amazonaws.com") @NotBlank(message = URL_REQUIRED) @Size(
				max = MAX_URL, message = URL_TOO_LONG) @Nullable String endpoint,
		@Schema(example = "eu-central-1") @Pattern(regexp = REGION, message = REGION_HAS) @Nullable String region,
		@Schema(example = "my-backups") @Nullable String bucket,
		@Schema(example = "AKIAIOSFODNN7EXAMPLE") @NotBlank(message = "is required") @Pattern(regexp = KEY_ID,
				message = KEY_ID_HAS) @Nullable String accessKeyId,
		@Schema(format = "password") @Pattern(regexp = SECRET, message = SECRET_HAS) @JsonProperty(
				access = JsonProperty.Access.WRITE_ONLY) @Nullable String secretAccessKey,
		@Schema(example = "laptops/") @Size(max = 200, message = "has at most 200 characters") @Pattern(
				regexp = ROOT_PATH, message = ROOT_PATH_IS) @Nullable String rootPath,
		@Schema(example = "auto") @Nullable Addressing addressing,
		@Size(max = MAX_URL, message = URL_TOO_LONG) @Nullable String publicEndpoint,
		@Schema(example = "minio") @Nullable Provider provider) {

	private static final int MAX_URL = 2048;

	private static final String URL_TOO_LONG = "has at most 2048 characters";

	private static final String URL_REQUIRED = "is required, such as https://s3.eu-central-1.amazonaws.com";

	private static final String REGION = "^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$";

	private static final String REGION_HAS = "has up to 63 letters, digits and inner hyphens";

	private static final String KEY_ID = "^[!-~]{0,256}$";

	private static final String KEY_ID_HAS = "has printable ASCII characters without spaces only";

	private static final String SECRET = "^[!-~]{1,256}$";

	private static final String SECRET_HAS = "has 1 to 256 printable ASCII characters without spaces";

	private static final String ROOT_PATH = "^(?![^\\\\]*//)(?!([^\\\\]*/)?\\.{1,2}(/|$))[^\\x00-\\x1f\\x7f\\\\]*$";

	private static final String ROOT_PATH_IS = "is a path like backups/laptop, without '..', '.' and empty segments";

	/** A form that nothing was typed into. */
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
				(this.publicEndpoint != null) ? where.readPublicEndpoint(this.publicEndpoint) : null, where.provider());
	}

	/** No value at all: before the form is valid, a secret may be in any field. */
	@Override
	public String toString() {
		return "SettingsForm[...]";
	}

	/** The same with a key, if none was typed yet, and without the secret. */
	SettingsForm withAnyKey() {
		return new SettingsForm(this.endpoint, this.region, this.bucket,
				Objects.requireNonNullElse(this.accessKeyId, "any"), null, this.rootPath, this.addressing,
				this.publicEndpoint, this.provider);
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
