package io.coffer.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Removes from a bucket's directory what S3Proxy leaves there when its process is killed:
 * <ul>
 * <li>parts of multipart uploads that have ended: {@code .mpus-*} at the top without
 * {@code .s3proxy-mpu-stub-*}, names that S3Proxy refuses to clients;</li>
 * <li>a body being written, {@code <key>-<uuid>}, which gets its attributes after its
 * last byte and its name after those;</li>
 * <li>the same name as a second link to an object that was published by
 * {@code If-None-Match}, and directories made for a key that never came.</li>
 * </ul>
 * A client may store an object that is called {@code <key>-<uuid>}: it stays, since it
 * has its attributes. What cannot be told apart stays as well: on a file system without
 * attributes, and in the instant between a body's attributes and its name. An upload that
 * is open stays too: its client may go on with it.
 */
final class StaleFiles extends SimpleFileVisitor<Path> {

	static final String PARTS = ".mpus-";

	private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

	private static final Pattern BEING_WRITTEN = Pattern.compile("(.+)-" + UUID, Pattern.DOTALL);

	private static final Pattern PART = Pattern.compile("\\Q" + PARTS + "\\E(" + UUID + ")");

	private final Path bucket;

	private final ObjectMarks marks;

	private int swept;

	private StaleFiles(Path bucket, ObjectMarks marks) {
		this.bucket = bucket;
		this.marks = marks;
	}

	/**
	 * Removes the leftovers of a bucket that nothing uses and says how many there were.
	 */
	static int sweep(Path bucket, ObjectMarks marks) throws IOException {
		StaleFiles leftovers = new StaleFiles(bucket, marks);
		Files.walkFileTree(bucket, leftovers);
		return leftovers.swept;
	}

	@Override
	public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
		if (isPartOfEnded(directory)) {
			FileSystemUtils.deleteRecursively(directory);
			this.swept++;
			return FileVisitResult.SKIP_SUBTREE;
		}
		return FileVisitResult.CONTINUE;
	}

	@Override
	public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
		if (isPartOfEnded(file) || isUnpublished(file)) {
			Files.delete(file);
			this.swept++;
		}
		return FileVisitResult.CONTINUE;
	}

	@Override
	public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
		super.postVisitDirectory(directory, failure);
		if (!directory.equals(this.bucket) && isEmpty(directory) && this.marks.unfinished(directory)) {
			Files.delete(directory);
		}
		return FileVisitResult.CONTINUE;
	}

	private boolean isPartOfEnded(Path path) {
		Matcher name = PART.matcher(path.getFileName().toString());
		return this.bucket.equals(path.getParent()) && name.lookingAt()
				&& Files.notExists(this.bucket.resolve(".s3proxy-mpu-stub-" + name.group(1)));
	}

	private boolean isUnpublished(Path file) throws IOException {
		Matcher name = BEING_WRITTEN.matcher(file.getFileName().toString());
		return name.matches()
				&& (this.marks.unfinished(file) || isSecondLink(file, file.resolveSibling(name.group(1))));
	}

	private static boolean isSecondLink(Path file, Path published) throws IOException {
		return Files.exists(published) && Files.isSameFile(file, published);
	}

	private static boolean isEmpty(Path directory) throws IOException {
		try (Stream<Path> entries = Files.list(directory)) {
			return entries.findAny().isEmpty();
		}
	}

}
