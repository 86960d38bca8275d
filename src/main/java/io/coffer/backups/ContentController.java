package io.coffer.backups;

import io.coffer.backups.Transfers.Transfer;
import io.coffer.storage.ObjectContent;
import io.coffer.storage.StoredObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
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

	ContentController(BackupService backups, Transfers transfers, DownloadMetrics metrics) {
		this.backups = backups;
		this.transfers = transfers;
		this.metrics = metrics;
	}

	@Override
	public void content(String key, HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.metrics.measure((download) -> send(key, request, response, download));
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

}
