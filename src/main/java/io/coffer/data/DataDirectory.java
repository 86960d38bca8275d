package io.coffer.data;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.problems.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The directory that holds what Coffer must remember and no bucket can: the S3 settings,
 * the admin token, the encryption key and the embedded store. The first use makes it and
 * takes its lock, which keeps a second process out for as long as this one lives. Where
 * the environment gives all of that it is never used, and need not be there.
 */
@Component
@EnableConfigurationProperties(DataProperties.class)
public class DataDirectory implements DisposableBean {

	private final Path root;

	private @Nullable FileChannel lockFile;

	DataDirectory(DataProperties properties) {
		this.root = properties.dataDir().toAbsolutePath().normalize();
	}

	/**
	 * The directory. The first call creates it where it is missing, leaves it and its
	 * files to their owner alone, and takes its lock.
	 */
	private synchronized Path root() {
		if (this.lockFile == null) {
			try {
				Files.createDirectories(this.root, ownerOnly("rwx------"));
				if (hasModes()) {
					OwnerOnlyPermissions.ensure(this.root);
				}
				this.lockFile = locked(FileChannel.open(this.root.resolve("lock"),
						Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownerOnly("rw-------")));
			}
			catch (IOException ex) {
				throw new StartRefusedException("The data directory " + this.root + " cannot be used: "
						+ ex.getMessage() + ". Set COFFER_DATA_DIR to a directory that Coffer may write, or give "
						+ "COFFER_S3_*, COFFER_ADMIN_TOKEN and COFFER_ENCRYPTION_KEY, and none is needed.", ex);
			}
		}
		return this.root;
	}

	private FileChannel locked(FileChannel file) throws IOException {
		FileLock lock;
		try {
			lock = file.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			lock = null;
		}
		if (lock == null) {
			file.close();
			throw new StartRefusedException("Another process uses the data directory " + this.root
					+ ". Stop it, or set COFFER_DATA_DIR to a directory of its own.");
		}
		return file;
	}

	/**
	 * The absolute path of a file or directory inside the data directory.
	 * @throws StartRefusedException at the first use, if another process holds the lock,
	 * the directory cannot be written, or others may read a file and that cannot be
	 * changed
	 */
	public Path resolve(String name) {
		return root().resolve(name);
	}

	/**
	 * The content of a file, or nothing if there is no such file.
	 * @throws UncheckedIOException if it cannot be read
	 */
	public Optional<byte[]> read(String name) {
		try {
			return Optional.of(Files.readAllBytes(resolve(name)));
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + resolve(name), ex);
		}
	}

	/**
	 * Replaces a file as a whole: after a crash it holds the old content or the new one.
	 * Only the owner may read it (mode 0600, where the file system has modes).
	 * @throws ProblemException {@link ProblemType#DATA_DIRECTORY_FAILED}; the old content
	 * stays
	 */
	public void write(String name, byte[] content) {
		Path target = resolve(name);
		Path temporary = resolve(name + ".new");
		try {
			Files.deleteIfExists(temporary);
			Files.createFile(temporary, ownerOnly("rw-------"));
			try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
				ByteBuffer buffer = ByteBuffer.wrap(content);
				while (buffer.hasRemaining()) {
					channel.write(buffer);
				}
				channel.force(true);
			}
			move(temporary, target);
			syncDirectory();
		}
		catch (IOException ex) {
			discard(temporary, ex);
			throw failed(ex);
		}
	}

	/** What is half written may hold the last space that there is. */
	private static void discard(Path temporary, IOException failure) {
		try {
			Files.deleteIfExists(temporary);
		}
		catch (IOException ex) {
			failure.addSuppressed(ex);
		}
	}

	private static ProblemException failed(IOException cause) {
		return new ProblemException(ProblemType.DATA_DIRECTORY_FAILED, "The change could not be written.", cause)
			.hint("Make space on the disk of Coffer's data directory, or let Coffer write there; then try again.");
	}

	/**
	 * Removes a file; nothing happens if there is none.
	 * @throws ProblemException {@link ProblemType#DATA_DIRECTORY_FAILED}
	 */
	public void delete(String name) {
		try {
			Files.deleteIfExists(resolve(name));
			syncDirectory();
		}
		catch (IOException ex) {
			throw failed(ex);
		}
	}

	@Override
	public synchronized void destroy() throws IOException {
		if (this.lockFile != null) {
			this.lockFile.close();
		}
	}

	private static void move(Path from, Path to) throws IOException {
		try {
			Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (AtomicMoveNotSupportedException ex) {
			Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	/**
	 * Makes a rename or delete durable, where directories can be opened (not on Windows).
	 */
	private void syncDirectory() throws IOException {
		if (hasModes()) {
			try (FileChannel directory = FileChannel.open(this.root, StandardOpenOption.READ)) {
				directory.force(true);
			}
		}
	}

	private FileAttribute<?>[] ownerOnly(String mode) {
		return hasModes()
				? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)) }
				: new FileAttribute<?>[0];
	}

	private boolean hasModes() {
		return this.root.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

}
