package io.coffer.storage;

import io.coffer.client.Connection;
import io.coffer.client.StorageErrors;
import io.coffer.providers.NoOverwrite;
import io.coffer.providers.NoOverwriteGuard;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tries to overwrite an object that is there, with the store's guard against it, since
 * some stores take the guard and do not heed it; and where they do, to write a new name
 * by two at once.
 */
final class GuardTrial {

	private final Connection connection;

	private final String bucket;

	private final String path;

	GuardTrial(Connection connection, String bucket, String path) {
		this.connection = connection;
		this.bucket = bucket;
		this.path = path;
	}

	NoOverwrite run() {
		NoOverwriteGuard guard = this.connection.guard();
		if (guard.equals(NoOverwriteGuard.NONE)) {
			return this.connection.findings().noOverwrite();
		}
		GuardedWrites writes = new GuardedWrites(this.connection.client(), guard, this.bucket);
		try {
			boolean kept = !writes.put(this.path, GuardTrial::atOnce) && !writes.complete(this.path, GuardTrial::atOnce)
					&& new GuardRace(writes, this.path).isAlwaysWonByOne();
			return kept ? NoOverwrite.ATOMIC : NoOverwrite.BEST_EFFORT;
		}
		catch (SdkException ex) {
			throw StorageErrors.translate(ex);
		}
	}

	private static void atOnce() {
	}

}
