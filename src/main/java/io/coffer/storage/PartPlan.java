package io.coffer.storage;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;

/**
 * How a body is cut: equal parts, the last one may be smaller, as Cloudflare R2 requires
 * (<a href="https://developers.cloudflare.com/r2/objects/multipart-objects/">R2 multipart
 * objects</a>).
 *
 * @param partSize bytes of every part but the last
 * @param maxParts the most parts there may be
 */
record PartPlan(int partSize, int maxParts) {

	static final int USUAL_PART_SIZE = 8 * 1024 * 1024;

	/**
	 * Any but the last part must be that large on AWS, R2, MinIO and most others; Alibaba
	 * OSS and Tencent COS take smaller ones too:
	 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">Amazon
	 * S3 multipart upload limits</a>.
	 */
	static final int SMALLEST_PART = 5 * 1024 * 1024;

	private static final long MEBIBYTE = 1024 * 1024;

	/**
	 * Plans for a body of at most {@code size} bytes, or of unknown size where that is
	 * negative.
	 * @throws ProblemException {@link ProblemType#TOO_LARGE} if it would need parts
	 * larger than {@code largestPart}
	 */
	static PartPlan of(long size, int maxParts, int largestPart) {
		int usual = Math.min(USUAL_PART_SIZE, largestPart);
		long needed = (size <= 0) ? usual : roundUp(size, maxParts);
		if (needed > largestPart) {
			throw new ProblemException(ProblemType.TOO_LARGE, "An archive of " + size + " bytes needs parts of "
					+ needed + " bytes; the upload buffers allow " + largestPart + ".")
				.hint("Raise coffer.upload.buffer-memory and the heap.");
		}
		return new PartPlan((int) Math.max(usual, needed), maxParts);
	}

	/** The most bytes that this plan can take. */
	long maxSize() {
		return (long) this.partSize * this.maxParts;
	}

	/** The size of a buffer for a body of that size: a small one needs no whole part. */
	int bufferSize(long size) {
		return (size > 0) ? (int) Math.min(this.partSize, size) : this.partSize;
	}

	private static long roundUp(long size, int maxParts) {
		long exact = (size - 1) / maxParts + 1;
		return (exact + MEBIBYTE - 1) / MEBIBYTE * MEBIBYTE;
	}

}
