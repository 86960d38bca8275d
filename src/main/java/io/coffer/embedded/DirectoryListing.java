package io.coffer.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One page of a bucket's listing. It reads the names in a directory, and the attributes
 * of those files alone that are on the page: S3Proxy's own reads all of them for every
 * page. Shows and hides the same as that one does, in the order of S3.
 */
final class DirectoryListing {

	private static final String SEPARATOR = "/";

	private final Path bucket;

	private final AttributeReader attributes;

	private final String prefix;

	private final Key after;

	private final boolean grouped;

	private final int limit;

	private final List<S3Object> objects = new ArrayList<>();

	private final List<CommonPrefix> folders = new ArrayList<>();

	private String last = "";

	private boolean truncated;

	private DirectoryListing(Path bucket, AttributeReader attributes, ListObjectsV2Request request) {
		this.bucket = bucket;
		this.attributes = attributes;
		this.prefix = Objects.requireNonNullElse(request.prefix(), "");
		this.after = new Key(Objects.requireNonNullElse(
				(request.continuationToken() != null) ? request.continuationToken() : request.startAfter(), ""));
		this.grouped = SEPARATOR.equals(request.delimiter());
		this.limit = Objects.requireNonNullElse(request.maxKeys(), Integer.MAX_VALUE);
	}

	/**
	 * Whether such a request is answered here: its delimiter is a slash or none, and its
	 * prefix can be the beginning of a key. S3Proxy makes paths of others.
	 */
	static boolean knows(Path bucket, ListObjectsV2Request request) {
		String prefix = Objects.requireNonNullElse(request.prefix(), "");
		Path path = bucket.resolve(prefix);
		boolean plain = path.startsWith(bucket) && path.equals(path.normalize()) && !prefix.startsWith(SEPARATOR)
				&& !prefix.contains("//");
		String delimiter = Objects.requireNonNullElse(request.delimiter(), "");
		return plain && (delimiter.isEmpty() || delimiter.equals(SEPARATOR));
	}

	/**
	 * Lists a page.
	 * @param bucket an absolute path without detours
	 */
	static ListObjectsV2Response page(Path bucket, AttributeReader attributes, ListObjectsV2Request request)
			throws IOException {
		DirectoryListing listing = new DirectoryListing(bucket, attributes, request);
		listing.list();
		boolean more = listing.truncated && listing.limit > 0;
		return ListObjectsV2Response.builder()
			.contents(listing.objects)
			.commonPrefixes(listing.folders)
			.isTruncated(more)
			.nextContinuationToken(more ? listing.last : null)
			.build();
	}

	private void list() throws IOException {
		String folder = this.prefix.substring(0, this.prefix.lastIndexOf('/') + 1);
		Path directory = this.bucket.resolve(folder);
		if (!folder.isEmpty() && folder.equals(this.prefix)) {
			addObject(new Entry(new Key(folder), directory));
		}
		walk(folder, directory);
	}

	/**
	 * What is found to be a directory goes back among the names, as a key that ends with
	 * a slash: it may come later, as "a/" does after "a-b".
	 */
	private void walk(String folder, Path directory) throws IOException {
		PriorityQueue<Entry> entries = entries(folder, directory);
		while (!entries.isEmpty() && !this.truncated) {
			Entry entry = entries.remove();
			if (entry.isFolder()) {
				addFolder(entry);
			}
			else if (Files.isDirectory(entry.path())) {
				entries.add(entry.asFolder());
			}
			else {
				addObject(entry);
			}
		}
	}

	private PriorityQueue<Entry> entries(String folder, Path directory) throws IOException {
		PriorityQueue<Entry> entries = new PriorityQueue<>();
		try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
			for (Path path : paths) {
				String name = path.getFileName().toString();
				Entry entry = new Entry(new Key(folder + name), path);
				if (!isHidden(folder, name) && entry.name().startsWith(this.prefix)
						&& entry.asFolder().reaches(this.after)) {
					entries.add(entry);
				}
			}
		}
		catch (NoSuchFileException | NotDirectoryException ex) {
			return entries;
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
		return entries;
	}

	/** What S3Proxy keeps in a bucket for itself. */
	private static boolean isHidden(String folder, String name) {
		return name.startsWith(".mpus-") || name.equals(".s3proxy-slash")
				|| (folder.isEmpty() && name.equals(".s3proxy-versions"));
	}

	private void addFolder(Entry folder) throws IOException {
		if (!this.grouped) {
			addObject(folder);
			walk(folder.name(), folder.path());
		}
		else if (folder.isBehind(this.after) && hasRoom(folder)) {
			this.folders.add(CommonPrefix.builder().prefix(folder.name()).build());
		}
	}

	private void addObject(Entry entry) throws IOException {
		if (!entry.isBehind(this.after)) {
			return;
		}
		S3Object object = this.attributes.read(entry.name(), entry.path());
		if (object != null && hasRoom(entry)) {
			this.objects.add(object);
		}
	}

	private boolean hasRoom(Entry entry) {
		this.truncated = this.truncated || this.objects.size() + this.folders.size() == this.limit;
		this.last = this.truncated ? this.last : entry.name();
		return !this.truncated;
	}

	/** Reads what a listing says of an object, and nothing if there is none. */
	@FunctionalInterface
	interface AttributeReader {

		@Nullable S3Object read(String key, Path path) throws IOException;

	}

	private record Entry(Key key, Path path) implements Comparable<Entry> {

		String name() {
			return this.key.text;
		}

		boolean isFolder() {
			return name().endsWith(SEPARATOR);
		}

		Entry asFolder() {
			return new Entry(this.key.asFolder(), this.path);
		}

		boolean isBehind(Key after) {
			return this.key.compareTo(after) > 0;
		}

		/** Whether the key or what begins with it may come behind another. */
		boolean reaches(Key after) {
			return after.text.startsWith(name()) || isBehind(after);
		}

		@Override
		public int compareTo(Entry other) {
			return this.key.compareTo(other.key);
		}

	}

	/** Sorts as S3 does: by the bytes of UTF-8, made once for all comparisons. */
	private static final class Key {

		private final String text;

		private final byte[] bytes;

		Key(String text) {
			this(text, text.getBytes(StandardCharsets.UTF_8));
		}

		private Key(String text, byte[] bytes) {
			this.text = text;
			this.bytes = bytes;
		}

		Key asFolder() {
			byte[] longer = Arrays.copyOf(this.bytes, this.bytes.length + 1);
			longer[this.bytes.length] = '/';
			return new Key(this.text + SEPARATOR, longer);
		}

		int compareTo(Key other) {
			return Arrays.compareUnsigned(this.bytes, other.bytes);
		}

	}

}
