package io.coffer.backups;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.util.function.Supplier;

/**
 * The most bytes that an archive may have.
 *
 * @param bytes how many
 * @param refusal what a larger one is told
 */
record SizeLimit(long bytes, Supplier<ProblemException> refusal) {

	/** The limit of a single archive. */
	static SizeLimit ofArchives(long bytes) {
		return new SizeLimit(bytes, () -> new ProblemException(ProblemType.TOO_LARGE,
				"An archive may have at most %d bytes.".formatted(bytes))
			.with("maxSize", bytes));
	}

	/** The stricter of the two, this one if they are equal. */
	SizeLimit and(SizeLimit other) {
		return (other.bytes < this.bytes) ? other : this;
	}

	/** Refuses an archive of at least that many bytes if they are too many. */
	void admit(long size) {
		if (size > this.bytes) {
			throw this.refusal.get();
		}
	}

}
