package io.coffer.archives;

import java.util.Locale;

/**
 * What can be wrong with an archive, or keep it from being checked. The codes are part of
 * the contract: add, never rename.
 */
public enum Flaw {

	/** It ends before its own end. */
	TRUNCATED,

	/** A header, or what must come next, cannot be read. */
	HEADER_DAMAGED,

	/** Compressed content cannot be unpacked. */
	DATA_DAMAGED,

	/** Content does not have the checksum or the size that the archive gives. */
	CHECKSUM_MISMATCH,

	/** The directory at the end of a ZIP describes other entries than there are. */
	DIRECTORY_MISMATCH,

	/** Something follows the archive's end. */
	TRAILING_DATA,

	/** It unpacks to more than {@link VerifyLimits} allows. */
	LIMIT_EXCEEDED,

	/** Not wrong, but not to be checked without a password or by reading once. */
	NOT_CHECKABLE;

	/** The stable kebab-case code, such as {@code checksum-mismatch}. */
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
