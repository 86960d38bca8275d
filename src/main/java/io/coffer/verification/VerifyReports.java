package io.coffer.verification;

import io.coffer.archives.ArchiveKind;
import io.coffer.integrity.Defect;
import io.coffer.integrity.IntegrityResult;
import io.coffer.storage.StoredObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts what a verification found into a report. */
final class VerifyReports {

	private static final String DAMAGED = "Restore another backup, and back up again what this one should hold.";

	private static final String LIMITED = "If the archive is meant to be so, the operator can raise the limits "
			+ "coffer.verify.*.";

	private VerifyReports() {
	}

	/** The report of an object of which so many bytes with that digest came back. */
	static VerifyReport of(StoredObject object, long size, String sha256, ArchiveKind kind, IntegrityResult result,
			Duration took) {
		boolean opened = kind != ArchiveKind.OPAQUE;
		return new VerifyReport(object.key(), size, sha256,
				List.of(size(object.size(), size), digest(object, sha256), archive(opened, result)),
				opened ? result.entries() : null, opened ? result.uncompressedSize() : null, took);
	}

	private static VerifyStep size(long expected, long actual) {
		return (actual == expected) ? VerifyStep.passed("size", "All bytes came back.") : VerifyStep.failed("size",
				"size-mismatch", "%d bytes came back of %d.".formatted(actual, expected), DAMAGED);
	}

	private static VerifyStep digest(StoredObject object, String actual) {
		String claim = object.claimedSha256();
		String expected = (object.sha256() != null) ? object.sha256() : claim;
		if (expected == null) {
			return VerifyStep.skipped("digest", "digest-unknown",
					"The digest was not known when the backup was stored.");
		}
		return expected.equals(actual) ? VerifyStep.passed("digest", "The bytes have the digest of the upload.")
				: VerifyStep.failed("digest", "digest-mismatch",
						expected.equals(claim) ? "The client that sent it claimed the SHA-256 " + claim + "."
								: "The upload had the SHA-256 " + expected + ".",
						DAMAGED);
	}

	private static VerifyStep archive(boolean opened, IntegrityResult result) {
		Defect defect = result.defect();
		if (defect == null) {
			return VerifyStep.passed("archive", result.message());
		}
		if (result.damaged()) {
			return VerifyStep.failed("archive", defect.code(), result.message(), DAMAGED);
		}
		if (!opened) {
			return VerifyStep.skipped("archive", defect.code(), result.message());
		}
		return VerifyStep.warning("archive", defect.code(), result.message(),
				(defect == Defect.LIMIT_EXCEEDED) ? LIMITED : null);
	}

}
