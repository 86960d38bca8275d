package io.coffer.archives;

import io.coffer.problems.ProblemException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

	ArchiveCheck(VerifyLimits limits) {
		this.limits = limits;
	}

	/**
	 * Checks one archive.
	 * @param in its bytes, which need not have been read to their end afterwards. If they
	 * cannot be got it must throw a {@link ProblemException}, which is passed on: any
	 * other exception is taken for the archive's fault
	 * @param size how many there are
	 */
	public Finding check(ArchiveKind kind, InputStream in, long size) {
		Source source = new Source(in);
		Meter meter = new Meter(this.limits, source);
		try {
			Optional<String> gap = reader(kind, size).read(source, meter);
			return finding(gap.isPresent() ? Flaw.NOT_CHECKABLE : null, gap.orElse("The archive is whole."), meter);
		}
		catch (FlawException ex) {
			return finding(ex.flaw(), String.valueOf(ex.getMessage()), meter);
		}
		catch (EOFException ex) {
			return truncated(source, meter);
		}
		catch (ProblemException ex) {
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			// Libraries answer damage with all kinds of exceptions
			log.debug("An archive could not be read", ex);
			return source.isAtEnd() ? truncated(source, meter) : finding(Flaw.DATA_DAMAGED,
					"The archive cannot be unpacked beyond byte %d, or a little before.".formatted(source.offset()),
					meter);
		}
	}

	private static ArchiveReader reader(ArchiveKind kind, long size) {
		return switch (kind) {
			case ZIP -> new ZipReader();
			case GZIP -> new PackedReader(PackedReader::gunzip, PackedReader::readFile);
			case TAR_GZIP -> new PackedReader(PackedReader::gunzip, TarReader::read);
			case ZSTD -> new PackedReader(PackedReader::unzstd, PackedReader::readFile);
			case TAR_ZSTD -> new PackedReader(PackedReader::unzstd, TarReader::read);
			case TAR -> new PackedReader((packed) -> packed, TarReader::read);
			case SEVEN_ZIP -> new SevenZipReader(size);
			case OPAQUE -> (source, meter) -> Optional.of("Nothing is known of the structure of such archives.");
		};
	}

	private static Finding truncated(Source source, Meter meter) {
		return finding(Flaw.TRUNCATED, "The archive ends early, after %d bytes.".formatted(source.offset()), meter);
	}

	private static Finding finding(@Nullable Flaw flaw, String message, Meter meter) {
		return new Finding(flaw, message, meter.entries(), meter.bytes());
	}

}
