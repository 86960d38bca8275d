package io.coffer.uploads;

import io.coffer.backups.BackupName;
import io.coffer.backups.BackupNames;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.OpenUploads;
import io.coffer.storage.OpenUploads.OpenUpload;
import io.coffer.storage.ProbeNames;
import io.coffer.storage.Storage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes the multipart uploads that a killed process, or a store that could not be
 * reached, has left open: invisible, and paid for. Only those directly below the root
 * path or in a vault, under the name of a backup or of a check's probe, and of a certain
 * age: any other that is open in the bucket belongs to another program, or goes on.
 */
@Component
class AbandonedUploadCleaner {

	private static final Logger logger = LoggerFactory.getLogger(AbandonedUploadCleaner.class);

	private final Storage storage;

	private final BackupNames names;

	private final AbandonedUploadProperties properties;

	private final Clock clock;

	private final Counter aborted;

	private final Counter failed;

	AbandonedUploadCleaner(Storage storage, BackupNames names, AbandonedUploadProperties properties, Clock clock,
			MeterRegistry meters) {
		this.storage = storage;
		this.names = names;
		this.properties = properties;
		this.clock = clock;
		this.aborted = counter(meters, "aborted");
		this.failed = counter(meters, "failed");
	}

	/** One pass. What fails is logged and tried in the next one. */
	void clean() {
		try (Bucket bucket = this.storage.open()) {
			bucket.openUploads().ifPresent(this::clean);
		}
		catch (ProblemException ex) {
			if (ex.type() != ProblemType.NOT_CONFIGURED) {
				logger.warn("Abandoned uploads could not be looked for: {}", ex.getMessage());
			}
		}
		catch (RuntimeException ex) {
			logger.error("Abandoned uploads could not be looked for", ex);
		}
	}

	private void clean(OpenUploads open) {
		Instant deadline = this.clock.instant().minus(this.properties.olderThan());
		open.forEach("", (upload) -> {
			if (isAbandoned(upload, deadline)) {
				abort(open, upload);
			}
		});
	}

	private boolean isAbandoned(OpenUpload upload, Instant deadline) {
		return mayBeOurs(upload.key()) && Optional.ofNullable(upload.initiated()).filter(deadline::isAfter).isPresent();
	}

	private boolean mayBeOurs(String path) {
		String key = Vault.within(path);
		return ProbeNames.isProbe(key) || (BackupName.mayBeWritten(key) && this.names.parse(key).isPresent());
	}

	private void abort(OpenUploads open, OpenUpload upload) {
		try {
			if (open.abort(upload)) {
				this.aborted.increment();
				logger.info("Removed the parts of {}, an upload that was begun {} and never ended", upload.key(),
						upload.initiated());
			}
		}
		catch (ProblemException ex) {
			this.failed.increment();
			logger.warn("The abandoned upload of {} could not be removed: {}", upload.key(), ex.getMessage());
		}
	}

	private static Counter counter(MeterRegistry meters, String outcome) {
		return Counter.builder("coffer.sweep.uploads")
			.description("Abandoned uploads that were found in the storage")
			.tag("outcome", outcome)
			.register(meters);
	}

}
