package io.coffer.uploads;

import io.coffer.audit.Action;
import io.coffer.audit.AuditEvent;
import io.coffer.callers.Vault;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Takes archives that come in one request, whatever that is like: audited, measured. */
@Component
public class ArchiveUploads {

	private final UploadService uploads;

	private final UploadMetrics metrics;

	private final ApplicationEventPublisher events;

	ArchiveUploads(UploadService uploads, UploadMetrics metrics, ApplicationEventPublisher events) {
		this.uploads = uploads;
		this.metrics = metrics;
		this.events = events;
	}

	/**
	 * Stores an archive, or answers with the backup that has these very bytes already.
	 * @param key the name of the client's choosing, or null
	 * @param upload reads everything but the archive
	 */
	public StoredUpload store(Vault vault, @Nullable String key, Supplier<Upload> upload) {
		return AuditEvent.of(Action.UPLOAD, key)
			.in(vault)
			.around(this.events, () -> this.metrics.measure(() -> this.uploads.store(upload.get())),
					ArchiveUploads::described);
	}

	private static AuditEvent described(AuditEvent upload, StoredUpload result) {
		AuditEvent described = upload.to(result.backup().key()).ofSize(result.backup().size());
		return result.created() ? described : described.ending("repeated");
	}

}
