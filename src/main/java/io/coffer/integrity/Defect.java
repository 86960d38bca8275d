package io.coffer.integrity;

import io.coffer.problems.KebabCase;

/**
 * What can be wrong with an archive, or keep it from being checked. The codes are part of
 * the contract: add, never rename.
 */
public enum Defect {

	/** It ends before its own end. */
	TRUNCATED,

	/** A header, or what must come next, is not what the format demands. */
	HEADER_DAMAGED,

	/** Compressed content cannot be unpacked. */
	DATA_DAMAGED,

	/** Content does not have the checksum or the size that the archive gives. */
	CHECKSUM_MISMATCH,

	/** The directory at the end of a ZIP describes other entries than there are. */
	DIRECTORY_MISMATCH,

	/** Something follows the archive's end; damage only where the format forbids that. */
	TRAILING_DATA,

	/** It is whole, and nothing is in it. */
	EMPTY,

	/** It unpacks to more than {@link VerifyLimits} allows. */
	LIMIT_EXCEEDED,

	/** Not wrong, but not to be checked, or not here. */
	NOT_CHECKABLE;

	/** The stable kebab-case code, such as {@code checksum-mismatch}. */
	public String code() {
		return KebabCase.of(this);
	}

}
