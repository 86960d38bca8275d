package io.coffer.backups;

import io.coffer.backups.Transfers.Transfer;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.ObjectContent;
import io.coffer.storage.StoredObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.web.bind.annotation.RestController;

/**
 * Hands out the bytes of a backup, whole or by one range (RFC 9110 §14), for clients that
 * cannot reach the bucket. They are written on the request's own thread.
 */
@RestController
class ContentController implements ContentApi {

	private final BackupService backups;

	private final Transfers transfers;

	ContentController(BackupService backups, Transfers transfers) {
		this.backups = backups;
		this.transfers = transfers;
	}

	@Override
	public void content(String key, HttpServletRequest request, HttpServletResponse response) throws IOException {
		try (Transfer transfer = this.transfers.begin(); OpenBackup backup = this.backups.open(key)) {
			StoredObject object = backup.object();
			describe(object, response);
			HttpRange range = range(request, object);
			long from = (range != null) ? range.getRangeStart(object.size()) : 0;
			long to = (range != null) ? range.getRangeEnd(object.size()) : object.size() - 1;
			response.setContentLengthLong(to - from + 1);
			if (range != null) {
				response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
				response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes %d-%d/%d".formatted(from, to, object.size()));
			}
			if (request.getMethod().equals("GET")) {
				try (ObjectContent content = backup.read((range != null) ? "bytes=%d-%d".formatted(from, to) : null)) {
					content.copyTo(response.getOutputStream());
				}
			}
		}
	}

	private static void describe(StoredObject object, HttpServletResponse response) {
		response.setContentType(Objects.requireNonNullElse(object.contentType(), "application/octet-stream"));
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
				Objects.requireNonNullElse(object.contentDisposition(), FileName.attachment(object.key())));
		response.setHeader("Content-Security-Policy", "sandbox");
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
		if (!object.etag().isEmpty()) {
			response.setHeader(HttpHeaders.ETAG, object.etag());
		}
	}

	/**
	 * The one range to send, or null to send everything: without a range, with several,
	 * with one that cannot be read, or when {@code If-Range} names another version.
	 */
	private static @Nullable HttpRange range(HttpServletRequest request, StoredObject object) {
		String wanted = request.getHeader(HttpHeaders.RANGE);
		String condition = request.getHeader(HttpHeaders.IF_RANGE);
		if (wanted == null || (condition != null && !condition.equals(object.etag()))) {
			return null;
		}
		try {
			List<HttpRange> ranges = HttpRange.parseRanges(wanted);
			if (ranges.size() != 1) {
				return null;
			}
			return ranges.get(0);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
