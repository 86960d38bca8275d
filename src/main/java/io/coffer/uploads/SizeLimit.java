package io.coffer.uploads;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;

/**
 * The most bytes that an archive may have.
 *
 * @param bytes how many
 */
record SizeLimit(long bytes) {

	/**
	 * Lets an archive of at least that many bytes pass.
	 * @throws ProblemException {@link ProblemType#TOO_LARGE} if they are too many
	 */
	void admit(long size) {
		if (size > this.bytes) {
			throw new ProblemException(ProblemType.TOO_LARGE, "An archive may have at most " + this.bytes + " bytes.")
				.with("maxSize", this.bytes);
		}
	}

}
