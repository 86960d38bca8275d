package io.coffer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/**
 * A new directory that goes with the JVM, whatever is in it, after all that runs in it
 * has been closed.
 */
public final class TemporaryDirectory {

	private TemporaryDirectory() {
	}

	public static Path create() {
		try {
			Path directory = Files.createTempDirectory("coffer-test");
			SpringApplication.getShutdownHandlers().add(() -> FileSystemUtils.deleteRecursively(directory.toFile()));
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
