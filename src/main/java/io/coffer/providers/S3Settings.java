package io.coffer.providers;

import java.net.URI;
import java.util.Locale;
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
 * @param provider the kind of store
 */
public record S3Settings(URI endpoint, String region, String bucket, String accessKeyId, String secretAccessKey,
		String rootPath, Addressing addressing, @Nullable URI publicEndpoint, Provider provider) {

	/** Settings of the provider that the endpoint's host shows. */
	public S3Settings(URI endpoint, String region, String bucket, String accessKeyId, String secretAccessKey,
			String rootPath, Addressing addressing, @Nullable URI publicEndpoint) {
		this(endpoint, region, bucket, accessKeyId, secretAccessKey, rootPath, addressing, publicEndpoint,
				Provider.at(endpoint));
	}

	/** The addressing in force, never {@link Addressing#AUTO}. */
	public Addressing addressingInForce() {
		return this.provider.facts().addressing(this.addressing, this.bucket);
	}

	/** The origin of the URLs that are signed for clients, as browsers compare it. */
	public String clientOrigin() {
		URI base = (this.publicEndpoint != null) ? this.publicEndpoint : this.endpoint;
		String host = (addressingInForce() == Addressing.VIRTUAL) ? this.bucket + "." + base.getHost() : base.getHost();
		String port = (base.getPort() < 0) ? "" : ":" + base.getPort();
		return (base.getScheme() + "://" + host + port).toLowerCase(Locale.ROOT);
	}

	/**
	 * Whether the secret of the other settings may stand for one that was not given: it
	 * would go to the same place, and with the same key id.
	 */
	public boolean mayKeepSecretOf(S3Settings other) {
		return this.endpoint.equals(other.endpoint) && this.bucket.equals(other.bucket)
				&& this.accessKeyId.equals(other.accessKeyId);
	}

	/** The same at another base URL of the same kind of store. */
	public S3Settings withEndpoint(URI other) {
		return new S3Settings(other, this.region, this.bucket, this.accessKeyId, this.secretAccessKey, this.rootPath,
				this.addressing, this.publicEndpoint, this.provider);
	}

	/** The same in another bucket. */
	public S3Settings withBucket(String other) {
		return new S3Settings(this.endpoint, this.region, other, this.accessKeyId, this.secretAccessKey, this.rootPath,
				this.addressing, this.publicEndpoint, this.provider);
	}

	/** The same, signed for another region. */
	public S3Settings withRegion(String other) {
		return new S3Settings(this.endpoint, other, this.bucket, this.accessKeyId, this.secretAccessKey, this.rootPath,
				this.addressing, this.publicEndpoint, this.provider);
	}

	/** The same with another secret. */
	public S3Settings withSecret(String other) {
		return new S3Settings(this.endpoint, this.region, this.bucket, this.accessKeyId, other, this.rootPath,
				this.addressing, this.publicEndpoint, this.provider);
	}

	/** The same below another root path, which is normalised. */
	public S3Settings withRootPath(String other) {
		return new S3Settings(this.endpoint, this.region, this.bucket, this.accessKeyId, this.secretAccessKey, other,
				this.addressing, this.publicEndpoint, this.provider);
	}

	/** The same, addressed in another way. */
	public S3Settings withAddressing(Addressing other) {
		return new S3Settings(this.endpoint, this.region, this.bucket, this.accessKeyId, this.secretAccessKey,
				this.rootPath, other, this.publicEndpoint, this.provider);
	}

	/** The same, taken for a store of another kind. */
	public S3Settings withProvider(Provider other) {
		return new S3Settings(this.endpoint, this.region, this.bucket, this.accessKeyId, this.secretAccessKey,
				this.rootPath, this.addressing, this.publicEndpoint, other);
	}

	@Override
	public String toString() {
		return "S3Settings[endpoint=%s, region=%s, bucket=%s, accessKeyId=%s, rootPath=%s, addressing=%s, publicEndpoint=%s, provider=%s]"
			.formatted(this.endpoint, this.region, this.bucket, this.accessKeyId, this.rootPath, this.addressing,
					this.publicEndpoint, this.provider.id());
	}

}
