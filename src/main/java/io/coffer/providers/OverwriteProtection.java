package io.coffer.providers;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How surely two writers of one name are kept apart. */
public enum OverwriteProtection {

	/**
	 * The store or this process decides in one step: one writer wins, the other is told.
	 */
	@JsonProperty("atomic")
	ATOMIC,

	/**
	 * Coffer looks before it writes; two writers at the same instant may both succeed.
	 */
	@JsonProperty("best-effort")
	BEST_EFFORT

}
