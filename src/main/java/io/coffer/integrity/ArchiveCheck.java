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
	public Finding check(ArchiveKind kind, ArchiveBytes archive) {
		Source source = new Source(archive.inOrder());
		Meter meter = new Meter(this.limits, archive.size());
		try {
			Verdict verdict = reader(kind, archive).read(source, meter);
			return new Finding(verdict.flaw(), false, verdict.message(), meter.entries(), meter.bytes());
		}
		catch (FlawException ex) {
			return finding(ex, meter);
		}
		catch (EOFException ex) {
			return finding(new FlawException(Flaw.TRUNCATED,
					"The archive ends early, after %d bytes.".formatted(source.offset())), meter);
		}
		catch (ProblemException ex) {
			throw ex;
		}
		catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError ex) {
			// What a decoder makes of it proves nothing
			log.warn("An archive could not be read beyond byte {}", source.offset(), ex);
			return finding(FlawException.notCheckable(
					"Coffer cannot read the archive beyond byte %d, or a little before.".formatted(source.offset())),
					meter);
		}
	}

	private ArchiveReader reader(ArchiveKind kind, ArchiveBytes archive) {
		return switch (kind) {
			case ZIP -> new ZipReader(archive);
			case GZIP -> new GzipReader(Contents.FILE);
			case TAR_GZIP -> new GzipReader(Contents.TAR);
			case ZSTD -> new ZstdReader(Contents.FILE, this.windows);
			case TAR_ZSTD -> new ZstdReader(Contents.TAR, this.windows);
			case TAR -> Contents.TAR::read;
			case SEVEN_ZIP -> new SevenZipReader(new ArchiveEnd(archive));
			case OPAQUE -> (source, meter) -> Verdict.of(Flaw.NOT_CHECKABLE,
					"Nothing is known of the structure of such archives.");
		};
	}

	private static Finding finding(FlawException flaw, Meter meter) {
		return new Finding(flaw.flaw(), flaw.isDamage(), String.valueOf(flaw.getMessage()), meter.entries(),
				meter.bytes());
	}

}
