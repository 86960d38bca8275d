package io.coffer.backups;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;

/**
 * The bytes that a request asks for (RFC 9110 §14.2): one range, or everything where it
 * asks for several, cannot be read, or where {@code If-Range} names another version.
 *
 * @param from the first byte, counted from zero
 * @param to the last byte
 * @param size of the whole backup
 * @param partial whether the answer is 206
 */
record ByteRange(long from, long to, long size, boolean partial) {

	/** Reads the request's headers. */
	static ByteRange of(HttpServletRequest request, long size, String etag) {
		String condition = request.getHeader(HttpHeaders.IF_RANGE);
		HttpRange range = (condition == null || condition.equals(etag)) ? single(request.getHeader(HttpHeaders.RANGE))
				: null;
		if (range == null) {
			return new ByteRange(0, size - 1, size, false);
		}
		return new ByteRange(range.getRangeStart(size), range.getRangeEnd(size), size, true);
	}

	private static @Nullable HttpRange single(@Nullable String header) {
		try {
			List<HttpRange> ranges = HttpRange.parseRanges(header);
			return (ranges.size() == 1) ? ranges.get(0) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/** What to ask the store for, or null for the whole object. */
	@Nullable String header() {
		return this.partial ? "bytes=%d-%d".formatted(this.from, this.to) : null;
	}

	/**
	 * Sets the status and the headers of the answer.
	 * @throws ProblemException {@link ProblemType#RANGE_NOT_SATISFIABLE} if no byte of
	 * the range exists
	 */
	void describe(HttpServletResponse response) {
		if (this.partial && this.from > this.to) {
			response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + this.size);
			throw new ProblemException(ProblemType.RANGE_NOT_SATISFIABLE,
					"The backup has %d bytes only.".formatted(this.size));
		}
		response.setContentLengthLong(this.to - this.from + 1);
		if (this.partial) {
			response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
			response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes %d-%d/%d".formatted(this.from, this.to, this.size));
		}
	}

}
