package io.coffer.integrity;

import org.jspecify.annotations.Nullable;

/**
 * What is said of an archive in which nothing is proven wrong.
 *
 * @param flaw what is said against it; null if all is well
 * @param message the same in words for the user
 */
record Verdict(@Nullable Flaw flaw, String message) {

	static final Verdict WHOLE = new Verdict(null, "The archive is whole.");

	static Verdict whole(String message) {
		return new Verdict(null, message);
	}

	static Verdict of(Flaw flaw, String message) {
		return new Verdict(flaw, message);
	}

	/** This one, or the other if nothing was said against the archive yet. */
	Verdict or(Verdict other) {
		return (this.flaw != null) ? this : other;
	}

}
