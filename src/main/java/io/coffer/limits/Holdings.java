package io.coffer.limits;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How much of something each caller has, and each vault by all its callers together. */
final class Holdings {

	private final Map<ShareKey, Long> callers = new HashMap<>();

	private final Map<String, Long> vaults = new HashMap<>();

	/** Adds to what a caller has, or takes from it what is negative. */
	void add(ShareKey caller, long amount) {
		this.callers.merge(caller, amount, Holdings::sum);
		this.vaults.merge(caller.vault(), amount, Holdings::sum);
	}

	long of(ShareKey caller) {
		return this.callers.getOrDefault(caller, 0L);
	}

	long of(String vault) {
		return this.vaults.getOrDefault(vault, 0L);
	}

	/** Nothing is remembered of who has nothing. */
	private static @Nullable Long sum(long some, long more) {
		return (some + more == 0) ? null : some + more;
	}

}
