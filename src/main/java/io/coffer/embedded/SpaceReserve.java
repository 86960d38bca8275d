package io.coffer.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A little of the disk that is kept for what must be written when there is no more: a
 * full disk keeps no revoked token alive.
 */
final class SpaceReserve {

	private static final int BYTES = 1024 * 1024;

	private static final Logger logger = LoggerFactory.getLogger(SpaceReserve.class);

	private final Path file;

	/** Takes the reserve in that directory, as far as there is room. */
	SpaceReserve(Path directory) {
		this.file = directory.resolve(".reserve");
		refill();
	}

	/** Gives the space free for a write that has failed for want of it. */
	synchronized <T> T spend(Supplier<T> write) {
		try {
			Files.deleteIfExists(this.file);
		}
		catch (IOException ex) {
			logger.warn("The reserve of the disk cannot be used: {}", ex.toString());
		}
		try {
			return write.get();
		}
		finally {
			refill();
		}
	}

	/** Random bytes, since some file systems keep no room for zeros. */
	private synchronized void refill() {
		try {
			if (!Files.exists(this.file)) {
				byte[] filler = new byte[BYTES];
				new SecureRandom().nextBytes(filler);
				write(filler);
			}
		}
		catch (IOException ex) {
			logger.warn("The disk of the embedded store is full: there is no reserve for a revoked token");
		}
	}

	private void write(byte[] filler) throws IOException {
		try {
			Files.write(this.file, filler);
		}
		catch (IOException ex) {
			Files.deleteIfExists(this.file);
			throw ex;
		}
	}

}
