package io.coffer.limits;

import org.jspecify.annotations.Nullable;

/** A request for a share that waits until there is one. */
final class ShareRequest {

	final Work work;

	final long amount;

	final boolean again;

	@Nullable Share granted;

	/**
	 * Asks for a share.
	 * @param again whether the work had one before and has given way
	 */
	ShareRequest(Work work, long amount, boolean again) {
		this.work = work;
		this.amount = amount;
		this.again = again;
	}

	ShareKey key() {
		return this.work.key();
	}

}
