package io.coffer.probes;

import io.coffer.client.S3Connection;
import io.coffer.client.StorageErrors;
import io.coffer.network.HttpProxy;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.OverwriteProtection;
import io.coffer.storage.Bucket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a check tries on a bucket to find out whether backups can rely on it. It lives as
 * long as the bucket, and throws what the bucket throws.
 */
public final class BucketProbes {

	private final S3Connection connection;

	private final Bucket bucket;

	/** Tries this bucket, which stays the caller's to close. */
	public BucketProbes(Bucket bucket) {
		this.connection = bucket.connection();
		this.bucket = bucket;
	}

	/**
	 * Finds out whether the store refuses to overwrite an object. It may be overwritten.
	 * @param key the key of an object that is there
	 */
	public OverwriteProtection tryToOverwrite(String key) {
		return new ConditionalWriteProbe(this.connection, this.bucket.name(), this.bucket.path(key)).run();
	}

	/**
	 * Finds out what becomes of an upload in parts that is broken off.
	 * @param key a key at which there is nothing
	 */
	public AbortOutcome tryToAbort(String key) {
		return new AbortProbe(this.connection.client(), this.bucket, key).run();
	}

	/**
	 * Sends a part to the public endpoint as pages of these origins do.
	 * @param key a key at which there is nothing
	 * @throws ProblemException also {@link ProblemType#STORAGE_UNREACHABLE} or
	 * {@link ProblemType#ENDPOINT_FORBIDDEN} where Coffer itself does not get there
	 */
	public List<BrowserAnswer> tryAsBrowser(String key, List<String> origins) {
		return new BrowserProbe(this.bucket, anonymousClient()).run(key, origins);
	}

	/** What the bucket does with objects by itself. */
	public BucketRules rules() {
		return new BucketRules(this.bucket, this.connection);
	}

	/**
	 * Looks up the host of the bucket.
	 * @throws ProblemException {@link ProblemType#STORAGE_UNREACHABLE} if there is none,
	 * {@link ProblemType#ENDPOINT_FORBIDDEN} if Coffer must not call it, or
	 * {@link ProblemType#STORAGE_ADDRESSING} if bucket and endpoint make no name
	 */
	public void resolve() {
		@Nullable String host = bucketUrl().getHost();
		if (host == null) {
			throw new ProblemException(ProblemType.STORAGE_ADDRESSING,
					"The bucket and the endpoint together make no host name.")
				.hint("Set addressing to \"path\".");
		}
		this.connection.resolve(host);
	}

	/** Whether a problem is one that the store has named, by a code of S3. */
	public static boolean isNamedByStore(ProblemException problem) {
		return StorageErrors.isNamed(problem);
	}

	/** The proxy that its calls go through, without credentials, or nothing. */
	public Optional<String> proxy() {
		return this.connection.proxy().map(HttpProxy::toString);
	}

	/** A client without a key that takes the same way to the store. */
	public AnonymousClient anonymousClient() {
		return new AnonymousClient(this.connection.http());
	}

	/** The exact URL of the bucket itself. */
	public URI bucketUrl() {
		return this.connection.url("x").resolve(".");
	}

}
