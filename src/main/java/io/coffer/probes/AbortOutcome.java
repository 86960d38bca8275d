package io.coffer.probes;

/** What becomes of an upload in parts that is broken off. */
public enum AbortOutcome {

	/** Nothing is left of it, as the store itself shows. */
	GONE,

	/** The store says that it is gone, but does not list what is open. */
	UNSEEN,

	/** The store refuses to abort, and does not show whether something is left. */
	REFUSED,

	/** It is still there. */
	LEFT

}
