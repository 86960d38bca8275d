package io.coffer.integrity;

import io.coffer.archives.ArchiveKind;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.io.EOFException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Unpacks an archive while it is read once, keeps nothing of it, and says whether it is
 * whole. Archives inside an archive are content like any other.
 */
@Component
public class ArchiveCheck {

	private static final Logger log = LoggerFactory.getLogger(ArchiveCheck.class);

	private final VerifyLimits limits;

	private final WindowMemory windows;

	ArchiveCheck(VerifyLimits limits) {
		this.limits = limits;
		this.windows = new WindowMemory(limits.windowMemory());
	}

	/**
	 * Checks one archive.
	 * @throws ProblemException what the archive's bytes throw, or
	 * {@link ProblemType#BUSY} if other checks have the memory that this one needs
	 */
	public IntegrityResult check(ArchiveKind kind, ArchiveBytes archive) {
		ArchiveInput source = new ArchiveInput(archive.inOrder());
		DecompressionGuard guard = new DecompressionGuard(this.limits, archive.size());
		try {
			ReaderResult result = reader(kind, archive).read(source, guard);
			return new IntegrityResult(result.defect(), false, result.message(), guard.entries(), guard.bytes());
		}
		catch (DefectException ex) {
			return finding(ex, guard);
		}
		catch (EOFException ex) {
			return finding(new DefectException(Defect.TRUNCATED,
					"The archive ends early, after %d bytes.".formatted(source.offset())), guard);
		}
		catch (ProblemException ex) {
			throw ex;
		}
		catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError ex) {
			// What a decoder makes of it proves nothing
			log.warn("An archive could not be read beyond byte {}", source.offset(), ex);
			return finding(DefectException.notCheckable(
					"Coffer cannot read the archive beyond byte %d, or a little before.".formatted(source.offset())),
					guard);
		}
	}

	private ArchiveReader reader(ArchiveKind kind, ArchiveBytes archive) {
		return switch (kind) {
			case ZIP -> new ZipReader(archive);
			case GZIP -> new GzipReader(UnpackedContent.FILE);
			case TAR_GZIP -> new GzipReader(UnpackedContent.TAR);
			case ZSTD -> new ZstdReader(UnpackedContent.FILE, this.windows);
			case TAR_ZSTD -> new ZstdReader(UnpackedContent.TAR, this.windows);
			case TAR -> UnpackedContent.TAR::read;
			case SEVEN_ZIP -> new SevenZipReader(new ArchiveTail(archive));
			case OPAQUE -> (source, guard) -> ReaderResult.of(Defect.NOT_CHECKABLE,
					"Nothing is known of the structure of such archives.");
		};
	}

	private static IntegrityResult finding(DefectException defect, DecompressionGuard guard) {
		return new IntegrityResult(defect.defect(), defect.isDamage(), String.valueOf(defect.getMessage()),
				guard.entries(), guard.bytes());
	}

}
