package io.coffer.storage;

import io.coffer.client.S3Connection;
import io.coffer.client.StorageErrors;
import io.coffer.limits.Share;
import io.coffer.limits.Work;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.OverwriteProtection;
import io.coffer.providers.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The objects directly below the root path, or a folder of it, with the clients that were
 * in force when it was opened. Keys are relative to that. Close it when done: a change of
 * settings waits for that. Threads may share it. Every method throws a {@code storage-*}
 * problem when the store refuses or does not answer.
 */
public final class Bucket extends BucketObjects implements AutoCloseable {

	/** The most that any store lists at a time. */
	private static final int PAGE = 1000;

	private static final Duration PING_TIMEOUT = Duration.ofSeconds(5);

	private final Uploader uploader;

	private final NameLocks locks;

	private final ListingLimiter passes;

	private final AtomicBoolean open = new AtomicBoolean(true);

	Bucket(S3Connection connection, String folder, Uploader uploader, NameLocks locks, ListingLimiter passes) {
		super(connection, folder);
		this.uploader = uploader;
		this.locks = locks;
		this.passes = passes;
	}

	/**
	 * Begins to store a body by receiving its first block.
	 * @param size the most bytes that the body can have, or negative if it is not known
	 * @throws IOException if the body cannot be read
	 * @throws ProblemException {@link ProblemType#TOO_LARGE} or {@link ProblemType#BUSY}
	 */
	public ObjectUpload begin(InputStream body, long size) throws IOException {
		return ObjectUpload.begin(this.uploader, writer(), body, size);
	}

	/**
	 * Stores a body as one whole object, or nothing at all.
	 * @param body read to its end
	 * @param size the most bytes that the body can have, or negative if it is not known
	 * @return what the store says it holds, its size compared with what was sent
	 * @throws IOException if the body cannot be read
	 * @throws ProblemException {@link ProblemType#BACKUP_EXISTS} if the key is taken,
	 * {@link ProblemType#TOO_LARGE} or {@link ProblemType#BUSY}
	 */
	public StoredObject store(InputStream body, long size, NewObject object) throws IOException {
		return begin(body, size).store(object);
	}

	/**
	 * Stores a body in parts of that size, whatever its own, as {@link #store} does with
	 * large ones.
	 * @param partSize in bytes; stores refuse to join parts that are smaller than
	 * {@link ClientUploads#SMALLEST_PART}
	 */
	public StoredObject storeInParts(InputStream body, int partSize, NewObject object) throws IOException {
		return ObjectUpload.beginInParts(this.uploader, writer(), body, partSize).store(object);
	}

	/** Uploads whose parts clients send straight to the store. */
	public ClientUploads clientUploads() {
		return new ClientUploads(connection(), this, this.uploader, this.locks);
	}

	private ObjectWriter writer() {
		return new ObjectWriter(connection(), this, this.locks);
	}

	/** How surely two writers of one key are kept apart. */
	public OverwriteProtection noOverwrite() {
		return connection().capabilities().noOverwrite();
	}

	/** Finds one object in the listing, which alone has its exact time. */
	public Optional<ListedObject> find(String key) {
		return listed(() -> connection().listing()
			.first(path(key), 1, null)
			.stream()
			.filter((object) -> object.key().equals(path(key)))
			.map(this::described)
			.findFirst());
	}

	/**
	 * Lists the objects directly below the root path in the order of their keys, page by
	 * page. The consumer runs between two requests for pages; what it throws ends the
	 * list.
	 * @param prefix what the keys begin with; empty for all
	 * @param after only keys behind this one, or null for all
	 * @throws ProblemException {@link ProblemType#BUSY} if too many lists are being made
	 */
	public void list(String prefix, @Nullable String after, Consumer<ListedObject> consumer) {
		listWhile(prefix, after, ListedObject.each(consumer));
	}

	/** The same until it is told that it was the last. */
	public void listWhile(String prefix, @Nullable String after, Predicate<ListedObject> goOn) {
		list(prefix, after, null, goOn);
	}

	/** The same in pages of one object, to see whether pages follow each other. */
	public void listOneByOne(String prefix, Consumer<ListedObject> consumer) {
		list(prefix, null, 1, ListedObject.each(consumer));
	}

	/** The first objects whose keys begin so: as many as the store lists at a time. */
	public List<ListedObject> firstPage(String prefix) {
		return listed(
				() -> connection().listing().first(path(prefix), PAGE, null).stream().map(this::described).toList());
	}

	/**
	 * Passes on the names of the folders directly below one of the root path, until it is
	 * told that it was the last. They come in the order that the store has, in which a
	 * name counts with the slash behind it.
	 * @param parent empty, or ending in a slash
	 * @param after only names behind this one, or null for all
	 * @throws ProblemException {@link ProblemType#BUSY} if too many lists are being made
	 */
	public void listFolders(String parent, @Nullable String after, Predicate<String> goOn) {
		String above = path(parent);
		// Not the folder again that it is in: '0' comes next after '/'
		String from = (after != null) ? above + after + "0" : null;
		try (Share pass = this.passes.begin()) {
			listed(() -> {
				connection().listing()
					.forEachFolder(above, from,
							(folder) -> goOn.test(folder.substring(above.length(), folder.length() - 1)));
				return true;
			});
		}
	}

	/** Whether nothing lies here, not even in a folder further down. */
	public boolean isEmpty() {
		return listed(() -> connection().listing().isEmpty(root()));
	}

	private void list(String prefix, @Nullable String after, @Nullable Integer most, Predicate<ListedObject> goOn) {
		Work work = Work.current();
		try (Share pass = this.passes.begin()) {
			listed(() -> {
				connection().listing()
					.forEachWhile(path(prefix), (after != null) ? path(after) : null, most, (object) -> {
						work.requireGoingOn();
						return object.key().length() == root().length() || goOn.test(described(object));
					});
				return true;
			});
		}
	}

	/**
	 * Lists every object below the root path or the folder, in folders too, page by page
	 * and in the order of their keys.
	 * @throws ProblemException {@link ProblemType#BUSY} if too many lists are being made
	 */
	public void listBelow(Consumer<ListedObject> consumer) {
		Work work = Work.current();
		try (Share pass = this.passes.begin()) {
			listed(() -> {
				connection().listing().forEachBelow(root(), null, (object) -> {
					work.requireGoingOn();
					consumer.accept(described(object));
				});
				return true;
			});
		}
	}

	/**
	 * Opens all bytes of an object.
	 * @param object as {@link #head} described it; another object of its key is not found
	 * @throws ProblemException {@link ProblemType#BACKUP_NOT_FOUND}, or
	 * {@link ProblemType#STORAGE_ERROR} where the store answers other bytes than asked
	 * for
	 */
	public ObjectContent read(StoredObject object) {
		return content(object).openAll(connection().client());
	}

	/** The same with one range of it, whose first and last byte exist. */
	public ObjectContent read(StoredObject object, long from, long to) {
		return content(object).openRange(connection().client(), from, to);
	}

	private ContentRequest content(StoredObject object) {
		return new ContentRequest(object, name(), path(object.key()));
	}

	/** The time by the store's clock, or nothing if no answer of late has told it. */
	public Optional<Instant> time() {
		return connection().clock().now();
	}

	/** Whether the store has no clock but this machine's. */
	public boolean sharesOurClock() {
		return connection().settings().provider() == Provider.EMBEDDED;
	}

	/**
	 * Signs a URL from which the object can be downloaded without any other header.
	 * @param lifetime from one second to seven days
	 */
	public URI presign(String key, Duration lifetime) {
		return URI.create(connection().presigner()
			.presignGetObject((presign) -> presign.signatureDuration(lifetime)
				.getObjectRequest((request) -> request.bucket(name()).key(path(key))))
			.url()
			.toString());
	}

	/** Asks for the shortest listing, and returns only if the store answers in time. */
	public void ping() {
		listed(() -> connection().listing().first(root(), 1, PING_TIMEOUT));
	}

	/**
	 * Describes one object, or nothing if there is none of that key, and sees whether the
	 * store gives its bytes away: in one call, where the answer to its first byte tells
	 * all.
	 * @throws ProblemException {@link ProblemType#ARCHIVED} if the store does not
	 */
	public Optional<StoredObject> headReadable(String key) {
		return new FirstByteRequest(key, name(), path(key)).send(connection().client()).or(() -> head(key));
	}

	/** The multipart uploads that are open, or nothing if the store cannot list them. */
	public Optional<OpenUploads> openUploads() {
		boolean listed = connection().settings().provider().facts().listsUploads();
		return listed ? Optional.of(new OpenUploads(connection(), this)) : Optional.empty();
	}

	/** The exact URL of the root path. */
	public URI url() {
		return connection().url();
	}

	/** Closing it again does nothing. */
	@Override
	public void close() {
		if (this.open.compareAndSet(true, false)) {
			connection().release();
		}
	}

	private ListedObject described(S3Object object) {
		return ListedObject.of(object, root());
	}

	private <T> T listed(Supplier<T> call) {
		try {
			return call.get();
		}
		catch (SdkException ex) {
			throw StorageErrors.translateListing(ex, Objects.requireNonNullElse(url().getHost(), ""), name());
		}
	}

}
