package io.coffer.standins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** A new directory that goes with the JVM, whatever is in it. */
final class TemporaryDirectory {

	private TemporaryDirectory() {
	}

	static Path create() throws IOException {
		Path directory = Files.createTempDirectory("coffer-stand-in");
		Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(directory.toFile())));
		return directory;
	}

}
