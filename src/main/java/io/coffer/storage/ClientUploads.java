package io.coffer.storage;

import io.coffer.client.S3Connection;

/** Multipart uploads of a bucket whose parts clients send straight to the store. */
public final class ClientUploads {

	/** The size in bytes of the smallest part that may be followed by another. */
	public static final int SMALLEST_PART = PartPlan.SMALLEST_PART;

	private static final int LARGE_PART = 64 * 1024 * 1024;

	private static final int MANY_PARTS = 64;

	private final S3Connection connection;

	private final BucketObjects bucket;

	private final Uploader uploader;

	private final NameLocks locks;

	ClientUploads(S3Connection connection, BucketObjects bucket, Uploader uploader, NameLocks locks) {
		this.connection = connection;
		this.bucket = bucket;
		this.uploader = uploader;
		this.locks = locks;
	}

	/**
	 * Begins one.
	 * @throws io.coffer.problems.ProblemException a {@code storage-*} problem
	 */
	public ClientUpload begin(NewObject object) {
		ObjectWriter writer = new ObjectWriter(this.connection, this.bucket, this.locks);
		return new ClientUpload(this.connection, this.bucket, this.uploader, writer, writer.begin(object));
	}

	/**
	 * Goes on with one. The store is not asked whether there is such an upload.
	 * @param id what the store calls it
	 * @param mark what its object will carry
	 */
	public ClientUpload resume(String key, String id, String mark) {
		ObjectWriter writer = new ObjectWriter(this.connection, this.bucket, this.locks, mark);
		return new ClientUpload(this.connection, this.bucket, this.uploader, writer, writer.resume(key, id));
	}

	/**
	 * The bytes of each part but the last that suit an archive: a part is what a client
	 * sends again, and a URL that is signed.
	 * @param size of the archive, or negative if it is not known
	 */
	public int partSize(long size) {
		return partSize(size, maxParts());
	}

	static int partSize(long size, int maxParts) {
		int few = PartPlan.of(Math.min(size, (long) MANY_PARTS * LARGE_PART), MANY_PARTS, LARGE_PART).partSize();
		return Math.max(few, PartPlan.of(size, maxParts, Integer.MAX_VALUE).partSize());
	}

	/** Whether all parts but the last must be of one size. */
	public boolean needsEqualParts() {
		return this.connection.settings().provider().facts().needsEqualParts();
	}

	/** The most parts of one upload. */
	public int maxParts() {
		return this.connection.settings().provider().facts().maxParts();
	}

}
