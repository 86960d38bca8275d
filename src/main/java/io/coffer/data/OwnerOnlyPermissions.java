package io.coffer.data;

import io.coffer.problems.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves the data directory and the files in it to their owner alone: a copy or a restore
 * from a backup easily leaves tokens and keys open to the whole machine.
 */
final class OwnerOnlyPermissions {

	private static final Logger logger = LoggerFactory.getLogger(OwnerOnlyPermissions.class);

	private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("---rwxrwx");

	private OwnerOnlyPermissions() {
	}

	/**
	 * Mends what is open, with a warning. A directory that cannot be changed, as some
	 * mounts are, is only warned of, since each file is looked at by itself.
	 * @throws StartRefusedException if a file stays open
	 */
	static void ensure(Path directory) throws IOException {
		if (!isMended(directory)) {
			logger.warn("Others may enter {}, and that cannot be changed. Give Coffer a directory of its own.",
					directory);
		}
		for (Path file : filesOf(directory)) {
			if (!isMended(file)) {
				throw new StartRefusedException("Others may read or write " + file
						+ ", and that cannot be changed. Give the file to the user that Coffer runs as, with mode "
						+ "0600, or give its content by a COFFER_... variable and remove it.");
			}
		}
	}

	private static List<Path> filesOf(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter(Files::isRegularFile).sorted().toList();
		}
	}

	/** Whether it is the owner's alone, if need be from now on. */
	private static boolean isMended(Path path) throws IOException {
		Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
		if (isPrivate(mode)) {
			return true;
		}
		Set<PosixFilePermission> owners = EnumSet.copyOf(mode);
		owners.removeAll(OF_OTHERS);
		try {
			Files.setPosixFilePermissions(path, owners);
		}
		catch (IOException ex) {
			return false;
		}
		logger.warn("Others could use {} (mode {}). It is its owner's alone now; change what others may have read.",
				path, PosixFilePermissions.toString(mode));
		return isPrivate(Files.getPosixFilePermissions(path));
	}

	private static boolean isPrivate(Set<PosixFilePermission> mode) {
		return mode.stream().noneMatch(OF_OTHERS::contains);
	}

}
