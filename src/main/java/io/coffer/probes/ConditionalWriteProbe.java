package io.coffer.probes;

import io.coffer.client.S3Connection;
import io.coffer.client.StorageErrors;
import io.coffer.providers.OverwriteProtection;
import io.coffer.providers.WriteCondition;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tries to overwrite an object that is there, with the store's guard against it, since
 * some stores take the guard and do not heed it; and where they do, to write a new name
 * by two at once.
 */
final class ConditionalWriteProbe {

	private final S3Connection connection;

	private final String bucket;

	private final String path;

	ConditionalWriteProbe(S3Connection connection, String bucket, String path) {
		this.connection = connection;
		this.bucket = bucket;
		this.path = path;
	}

	OverwriteProtection run() {
		WriteCondition guard = this.connection.guard();
		if (guard.equals(WriteCondition.NONE)) {
			return this.connection.capabilities().noOverwrite();
		}
		ConditionalWrites writes = new ConditionalWrites(this.connection.client(), guard, this.bucket);
		try {
			boolean kept = !writes.put(this.path, ConditionalWriteProbe::atOnce)
					&& !writes.complete(this.path, ConditionalWriteProbe::atOnce)
					&& new ConcurrentWriteProbe(writes, this.path).isAlwaysWonByOne();
			return kept ? OverwriteProtection.ATOMIC : OverwriteProtection.BEST_EFFORT;
		}
		catch (SdkException ex) {
			throw StorageErrors.translate(ex);
		}
	}

	private static void atOnce() {
	}

}
