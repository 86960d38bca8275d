package io.coffer.downloads;

import io.coffer.audit.Action;
import io.coffer.audit.AuditEvent;
import io.coffer.backups.BackupRepository;
import io.coffer.backups.ByteRange;
import io.coffer.backups.FileName;
import io.coffer.backups.OpenBackup;
import io.coffer.backups.TransferLimiter;
import io.coffer.backups.TransferLimiter.Transfer;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.ObjectContent;
import io.coffer.storage.StoredObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Hands out the bytes of a backup, whole or by one range (RFC 9110 §14), for clients that
 * cannot reach the bucket. They are written on the request's own thread.
 */
@Component
public class Downloads {

	private final BackupRepository backups;

	private final TransferLimiter transfers;

	private final DownloadMetrics metrics;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Downloads(BackupRepository backups, TransferLimiter transfers, DownloadMetrics metrics,
			ApplicationEventPublisher events, Clock clock) {
		this.backups = backups;
		this.transfers = transfers;
		this.metrics = metrics;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Answers a GET or HEAD with the backup, or the range of it that is asked for.
	 * @throws ProblemException among others {@link ProblemType#BACKUP_NOT_FOUND},
	 * {@link ProblemType#PRECONDITION_FAILED} and
	 * {@link ProblemType#RANGE_NOT_SATISFIABLE}
	 */
	public void send(Vault vault, String key, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Download download = this.metrics.begin();
		try {
			send(vault, key, request, response, download);
			download.complete();
		}
		catch (ProblemException ex) {
			download.fail(ex.type());
			throw ex;
		}
		finally {
			this.metrics.end(download);
			audit(vault, key, download);
		}
	}

	/**
	 * A description alone, by HEAD or 304, takes nothing out of the house: no line for
	 * it.
	 */
	private void audit(Vault vault, String key, Download download) {
		if (download.hasBody() || !download.outcome().equals(AuditEvent.OK)) {
			this.events.publishEvent(
					AuditEvent.of(Action.DOWNLOAD, key).in(vault).ending(download.outcome()).ofSize(download.bytes()));
		}
	}

	private void send(Vault vault, String key, HttpServletRequest request, HttpServletResponse response,
			Download download) throws IOException {
		try (Transfer transfer = this.transfers.begin(); OpenBackup backup = this.backups.open(vault, key)) {
			StoredObject object = backup.object();
			Preconditions conditions = Preconditions.of(request, object);
			if (conditions.isNotModified()) {
				response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
				conditions.describe(response);
				return;
			}
			ByteRange range = ByteRange.of(request, object.size(), conditions.allowRange(this.clock));
			range.refuseOutside(response);
			if (!request.getMethod().equals("GET")) {
				describe(object, conditions, range, response);
				return;
			}
			try (ObjectContent content = backup.read(range)) {
				refuseOtherLength(content, range);
				describe(object, conditions, range, response);
				copy(content, download.to(response.getOutputStream()), range.isWhole() ? object.sha256() : null);
			}
		}
	}

	private static void refuseOtherLength(ObjectContent content, ByteRange range) {
		if (content.length() != range.length()) {
			throw new ProblemException(ProblemType.STORAGE_ERROR,
					"The storage answered another number of bytes than the backup has.");
		}
	}

	private static void copy(ObjectContent content, OutputStream client, @Nullable String sha256) throws IOException {
		if (sha256 == null) {
			content.copyTo(client);
			return;
		}
		ProvenOutput proven = new ProvenOutput(client, sha256);
		content.copyTo(proven);
		proven.end();
	}

	private static void describe(StoredObject object, Preconditions conditions, ByteRange range,
			HttpServletResponse response) {
		conditions.describe(response);
		range.describe(response);
		response.setContentType(Objects.requireNonNullElse(object.contentType(), "application/octet-stream"));
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
				Objects.requireNonNullElse(object.contentDisposition(), FileName.attachment(object.key())));
		response.setHeader("Content-Security-Policy", "sandbox");
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
	}

}
