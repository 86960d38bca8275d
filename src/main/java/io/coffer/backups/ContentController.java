package io.coffer.backups;

import io.coffer.audit.Action;
import io.coffer.audit.AuditEvent;
import io.coffer.backups.Transfers.Transfer;
import io.coffer.problems.ProblemException;
import io.coffer.storage.ObjectContent;
import io.coffer.storage.StoredObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Hands out the bytes of a backup, whole or by one range (RFC 9110 §14), for clients that
 * cannot reach the bucket. They are written on the request's own thread.
 */
@RestController
class ContentController implements ContentApi {

	private final BackupService backups;

	private final Transfers transfers;

	private final DownloadMetrics metrics;

	private final ApplicationEventPublisher events;

	ContentController(BackupService backups, Transfers transfers, DownloadMetrics metrics,
			ApplicationEventPublisher events) {
		this.backups = backups;
		this.transfers = transfers;
		this.metrics = metrics;
		this.events = events;
	}

	@Override
	public void content(String key, HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.metrics.measure((download) -> audit(download, key, () -> send(key, request, response, download)));
	}

	/**
	 * A description alone, by HEAD or 304, takes nothing out of the house: no line for
	 * it.
	 */
	private void audit(Download download, String key, Sending sending) throws IOException {
		AuditEvent event = AuditEvent.of(Action.DOWNLOAD, key).ending(AuditEvent.FAILED);
		try {
			sending.send();
			event = event.ending(AuditEvent.OK);
		}
		catch (ProblemException ex) {
			event = event.ending(ex);
			throw ex;
		}
		finally {
			if (download.isBrokenOff()) {
				event = event.ending("broken-off");
			}
			if (download.hasBody() || !event.outcome().equals(AuditEvent.OK)) {
				this.events.publishEvent(event.ofSize(download.bytes()));
			}
		}
	}

	private void send(String key, HttpServletRequest request, HttpServletResponse response, Download download)
			throws IOException {
		try (Transfer transfer = this.transfers.begin(); OpenBackup backup = this.backups.open(key)) {
			StoredObject object = backup.object();
			describe(object, response);
			if (new ServletWebRequest(request, response).checkNotModified(object.etag())) {
				return;
			}
			ByteRange range = ByteRange.of(request, object.size(), object.etag());
			range.describe(response);
			if (request.getMethod().equals("GET")) {
				try (ObjectContent content = backup.read(range.header())) {
					content.copyTo(download.to(response.getOutputStream()));
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
	}

	@FunctionalInterface
	private interface Sending {

		void send() throws IOException;

	}

}
