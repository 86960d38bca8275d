package io.coffer.probes;

import io.coffer.client.S3Connection;
import io.coffer.client.StorageErrors;
import io.coffer.providers.Provider;
import io.coffer.storage.Bucket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What a bucket does with objects by itself. Every method throws a {@code storage-*}
 * problem where the store does not know the question, or does not answer it to this key.
 */
public final class BucketRules {

	private static final int DAYS_OF_A_YEAR = 365;

	private final Bucket bucket;

	private final S3Client client;

	/** The embedded store has none, and logs an error for each question. */
	private final boolean hasRules;

	BucketRules(Bucket bucket, S3Connection connection) {
		this.bucket = bucket;
		this.client = connection.client();
		this.hasRules = connection.settings().provider() != Provider.EMBEDDED;
	}

	/**
	 * Whether old versions stay, by GetBucketVersioning, and by an object that is there:
	 * keys may see that one that may not ask for the other.
	 */
	public Versioning versioning(String key) {
		if (!this.hasRules) {
			return Versioning.NONE;
		}
		if (hasVersion(key)) {
			return Versioning.KEPT;
		}
		try {
			@Nullable BucketVersioningStatus status = this.client
				.getBucketVersioning((request) -> request.bucket(this.bucket.name()))
				.status();
			return (status == BucketVersioningStatus.ENABLED) ? Versioning.KEPT
					: (status == BucketVersioningStatus.SUSPENDED) ? Versioning.SUSPENDED : Versioning.NONE;
		}
		catch (SdkException ex) {
			throw StorageErrors.translate(ex);
		}
	}

	/** The lock of new objects, by GetObjectLockConfiguration, or nothing. */
	public Optional<ObjectLock> lock() {
		if (!this.hasRules) {
			return Optional.empty();
		}
		try {
			@Nullable ObjectLockConfiguration configuration = this.client
				.getObjectLockConfiguration((request) -> request.bucket(this.bucket.name()))
				.objectLockConfiguration();
			return Optional.ofNullable(configuration)
				.filter((given) -> "Enabled".equals(given.objectLockEnabledAsString()))
				.map(BucketRules::lock);
		}
		catch (S3Exception ex) {
			if (StorageErrors.isNotFound(ex)) {
				return Optional.empty();
			}
			throw StorageErrors.translate(ex);
		}
		catch (SdkException ex) {
			throw StorageErrors.translate(ex);
		}
	}

	/** Without versioning there is no id, or the word null. */
	private boolean hasVersion(String key) {
		try {
			HeadObjectResponse head = this.client
				.headObject((request) -> request.bucket(this.bucket.name()).key(this.bucket.path(key)));
			return head.versionId() != null && !head.versionId().equals("null");
		}
		catch (SdkException ex) {
			return false;
		}
	}

	private static ObjectLock lock(ObjectLockConfiguration configuration) {
		@Nullable ObjectLockRule rule = configuration.rule();
		@Nullable DefaultRetention retention = (rule != null) ? rule.defaultRetention() : null;
		if (retention == null || retention.modeAsString() == null) {
			return new ObjectLock(null, 0);
		}
		int days = (retention.days() != null) ? retention.days() : 0;
		int years = (retention.years() != null) ? retention.years() : 0;
		return new ObjectLock(retention.modeAsString(), days + years * DAYS_OF_A_YEAR);
	}

	/**
	 * How long a bucket keeps every new object from being removed.
	 *
	 * @param mode {@code COMPLIANCE} or {@code GOVERNANCE}, or null where only single
	 * objects are locked, if any
	 * @param days how many days, zero without a mode
	 */
	public record ObjectLock(@Nullable String mode, int days) {
	}

	/** What a bucket does with an object that is deleted or replaced. */
	public enum Versioning {

		/** It is gone. */
		NONE,

		/** It stays as an old version, and takes space. */
		KEPT,

		/** New ones are gone; old versions from before stay. */
		SUSPENDED

	}

}
