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
 * asks for several, cannot be read, where its conditions do not let one be sent, and for
 * {@code HEAD}, to which ranges do not apply.
 *
 * @param from the first byte, counted from zero
 * @param to the last byte
 * @param size of the whole backup
 * @param partial whether the answer is 206
 */
public record ByteRange(long from, long to, long size, boolean partial) {

	/**
	 * Reads the request's headers.
	 * @param allowed whether a part may be sent
	 */
	public static ByteRange of(HttpServletRequest request, long size, boolean allowed) {
		boolean wanted = request.getMethod().equals("GET") && allowed;
		HttpRange range = wanted ? single(request.getHeader(HttpHeaders.RANGE)) : null;
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

	public long length() {
		return this.to - this.from + 1;
	}

	/** Whether no byte is left out. */
	public boolean isWhole() {
		return this.from == 0 && this.to == this.size - 1;
	}

	/**
	 * Refuses a range of which no byte exists.
	 * @throws ProblemException {@link ProblemType#RANGE_NOT_SATISFIABLE}
	 */
	public void refuseOutside(HttpServletResponse response) {
		if (this.partial && this.from > this.to) {
			response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + this.size);
			throw new ProblemException(ProblemType.RANGE_NOT_SATISFIABLE,
					"The backup has %d bytes only.".formatted(this.size));
		}
	}

	/** Sets the status and the headers of the answer. */
	public void describe(HttpServletResponse response) {
		response.setContentLengthLong(length());
		if (this.partial) {
			response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
			response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes " + this.from + "-" + this.to + "/" + this.size);
		}
	}

}
