package io.coffer.integrity;

import org.jspecify.annotations.Nullable;

/**
 * What became of an archive's check.
 *
 * @param defect what is wrong or could not be checked; null if all is well
 * @param damaged whether that is proven to be wrong
 * @param message the same in words for the user
 * @param entries how many entries were seen; of single compressed files, how many files
 * @param uncompressedSize how many bytes the content that was unpacked has
 */
public record IntegrityResult(@Nullable Defect defect, boolean damaged, String message, long entries,
		long uncompressedSize) {
}
