package io.coffer.downloads;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.StoredObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/**
 * The conditions of a request for the bytes of a backup (RFC 9110 §13). Spring's own
 * support knows no {@code If-Match} of a GET.
 *
 * @param request what was asked
 * @param etag the strong tag of the bytes, or null where nothing gives one
 * @param lastModified when they changed last, to the second, or null where nothing tells
 */
record Preconditions(HttpServletRequest request, @Nullable ETag etag, @Nullable Instant lastModified) {

	/**
	 * A time may name two versions of the same second, but not of long ago (§8.8.2.2).
	 */
	private static final Duration SETTLED = Duration.ofMinutes(1);

	static Preconditions of(HttpServletRequest request, StoredObject object) {
		@Nullable Instant changed = object.lastModified();
		return new Preconditions(request, object.etag().isEmpty() ? null : ETag.create(object.etag()),
				(changed != null) ? changed.truncatedTo(ChronoUnit.SECONDS) : null);
	}

	/** Sets what clients need for conditions. */
	void describe(HttpServletResponse response) {
		if (this.etag != null) {
			response.setHeader(HttpHeaders.ETAG, this.etag.formattedTag());
		}
		if (this.lastModified != null) {
			response.setDateHeader(HttpHeaders.LAST_MODIFIED, this.lastModified.toEpochMilli());
		}
	}

	/**
	 * Whether the client has these bytes already, in the order of §13.2.2.
	 * @throws ProblemException {@link ProblemType#PRECONDITION_FAILED}
	 */
	boolean isNotModified() {
		@Nullable Instant unmodifiedSince = date(HttpHeaders.IF_UNMODIFIED_SINCE);
		boolean holds = has(HttpHeaders.IF_MATCH) ? matches(HttpHeaders.IF_MATCH, true)
				: this.lastModified == null || unmodifiedSince == null || !this.lastModified.isAfter(unmodifiedSince);
		if (!holds) {
			throw new ProblemException(ProblemType.PRECONDITION_FAILED,
					"The backup is another one than If-Match or If-Unmodified-Since names.")
				.hint("Ask again without the condition, from the first byte.");
		}
		if (has(HttpHeaders.IF_NONE_MATCH)) {
			return matches(HttpHeaders.IF_NONE_MATCH, false);
		}
		@Nullable Instant modifiedSince = date(HttpHeaders.IF_MODIFIED_SINCE);
		return this.lastModified != null && modifiedSince != null && !this.lastModified.isAfter(modifiedSince);
	}

	/**
	 * Whether a range may be sent, for which {@code If-Range} must name these bytes
	 * (§13.1.5).
	 */
	boolean allowRange(Clock clock) {
		@Nullable String condition = this.request.getHeader(HttpHeaders.IF_RANGE);
		if (condition == null) {
			return true;
		}
		if (condition.contains("\"")) {
			return this.etag != null && this.etag.formattedTag().equals(condition.strip());
		}
		return this.lastModified != null && this.lastModified.equals(date(HttpHeaders.IF_RANGE))
				&& this.lastModified.isBefore(clock.instant().minus(SETTLED));
	}

	private boolean has(String header) {
		return this.request.getHeader(header) != null;
	}

	private boolean matches(String header, boolean strongly) {
		return Collections.list(this.request.getHeaders(header))
			.stream()
			.map(ETag::parse)
			.flatMap(List::stream)
			.anyMatch((tag) -> tag.isWildcard() || (this.etag != null && tag.compare(this.etag, strongly)));
	}

	/** What is no date counts as absent (§13.1.3, §13.1.4). */
	private @Nullable Instant date(String header) {
		try {
			long millis = this.request.getDateHeader(header);
			return (millis >= 0) ? Instant.ofEpochMilli(millis) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
