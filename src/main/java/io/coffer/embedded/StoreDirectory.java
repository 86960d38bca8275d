package io.coffer.embedded;

import io.coffer.problems.StartRefusedException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the directory of the embedded store ready to be served. */
final class StoreDirectory {

	private static final Logger logger = LoggerFactory.getLogger(StoreDirectory.class);

	private StoreDirectory() {
	}

	/**
	 * Creates the directory and its bucket where they are missing, closes them to all but
	 * the owner, which also makes the bucket private, and sweeps what killed uploads have
	 * left.
	 * @throws StartRefusedException if that cannot be done
	 */
	static void prepare(Path directory, String bucketName) {
		Path bucket = directory.resolve(bucketName);
		try {
			Files.createDirectories(bucket);
			keepToOwner(directory);
			keepToOwner(bucket);
			ObjectMarks marks = ObjectMarks.of(bucket);
			if (!marks.kept()) {
				logger.warn("The file system of {} keeps no extended attributes: download names and digests of"
						+ " backups are lost there", directory);
			}
			if (!Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"))
				.newEncoder()
				.canEncode("\u00e9\u4e2d")) {
				logger.warn("The locale of this process is not UTF-8: the embedded store can keep ASCII names only."
						+ " Start Coffer with LC_ALL=C.UTF-8");
			}
			int swept = StaleFiles.sweep(bucket, marks);
			if (swept > 0) {
				logger.info("Removed {} leftovers of uploads that did not end", swept);
			}
		}
		catch (IOException ex) {
			throw new StartRefusedException("The embedded store cannot use " + directory + ": " + ex.getMessage()
					+ ". Make it a directory that Coffer may write, on a disk that has space.", ex);
		}
	}

	/**
	 * Whether the file system of a directory has hard links: FAT and some shares do not.
	 */
	static boolean hasHardLinks(Path directory) {
		try {
			Path file = Files.createTempFile(directory, "links", null);
			Path link = file.resolveSibling(file.getFileName() + ".link");
			try {
				Files.createLink(link, file);
				return true;
			}
			finally {
				Files.deleteIfExists(link);
				Files.delete(file);
			}
		}
		catch (IOException | UnsupportedOperationException ex) {
			return false;
		}
	}

	private static void keepToOwner(Path directory) throws IOException {
		PosixFileAttributeView modes = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
		if (modes != null) {
			modes.setPermissions(PosixFilePermissions.fromString("rwx------"));
		}
	}

}
