package io.coffer.integrity;

import org.jspecify.annotations.Nullable;

/**
 * What is said of an archive in which nothing is proven wrong.
 *
 * @param defect what is said against it; null if all is well
 * @param message the same in words for the user
 */
record ReaderResult(@Nullable Defect defect, String message) {

	static final ReaderResult WHOLE = new ReaderResult(null, "The archive is whole.");

	static ReaderResult whole(String message) {
		return new ReaderResult(null, message);
	}

	static ReaderResult of(Defect defect, String message) {
		return new ReaderResult(defect, message);
	}

	/** This one, or the other if nothing was said against the archive yet. */
	ReaderResult or(ReaderResult other) {
		return (this.defect != null) ? this : other;
	}

}
