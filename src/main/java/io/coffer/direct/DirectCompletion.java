package io.coffer.direct;

import io.coffer.backups.Backup;
import io.coffer.backups.BackupName;
import io.coffer.backups.BackupNames;
import io.coffer.backups.BackupStored;
import io.coffer.callers.Caller;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.ObjectContent;
import io.coffer.storage.StoredObject;
import io.coffer.storage.UploadedPart;
import io.coffer.uploads.StoredUpload;
import io.coffer.uploads.UploadMetrics;
import io.coffer.uploads.UploadPlan;
import io.coffer.uploads.UploadPlanner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Ends straight uploads: once, whoever asks how often. What is refused for good leaves
 * neither an object nor parts.
 */
@Component
public class DirectCompletion {

	/** As much as any format needs to be known by. */
	private static final int BEGINNING = 64 * 1024;

	private static final Logger logger = LoggerFactory.getLogger(DirectCompletion.class);

	private final DirectUploads uploads;

	private final UploadAdmission admission;

	private final BackupNames names;

	private final UploadMetrics metrics;

	private final ApplicationEventPublisher events;

	DirectCompletion(DirectUploads uploads, UploadAdmission admission, BackupNames names, UploadMetrics metrics,
			ApplicationEventPublisher events) {
		this.uploads = uploads;
		this.admission = admission;
		this.names = names;
		this.metrics = metrics;
		this.events = events;
	}

	/**
	 * Joins the parts of an upload and checks what has become of them, or answers with
	 * the backup that they have become before.
	 * @param claimed the entity tags of the parts by their numbers, as the client has
	 * them; null if it names none
	 */
	public Completion complete(Caller caller, String id, String key, @Nullable Map<Integer, String> claimed) {
		try (OpenUpload open = this.uploads.open(caller, id, key)) {
			return new Completion(this.metrics.measure(() -> complete(caller, open, claimed)), open.bucket().name());
		}
	}

	private StoredUpload complete(Caller caller, OpenUpload open, @Nullable Map<Integer, String> claimed) {
		Optional<StoredObject> there = open.made();
		if (there.isPresent()) {
			return repeated(open, there.get());
		}
		Optional<List<UploadedPart>> parts = open.parts().list();
		if (parts.isEmpty()) {
			return repeated(open, open.made().orElseThrow(DirectUploads::notFound));
		}
		try {
			return join(caller, open, parts.get(), claimed);
		}
		catch (ProblemException ex) {
			Optional<StoredObject> meanwhile = madeElsewhere(open, ex);
			if (meanwhile.isPresent()) {
				return repeated(open, meanwhile.get());
			}
			open.abortUnlessOpen(ex);
			throw ex;
		}
	}

	/** The same after a failure, which another replica's completion may have caused. */
	private static Optional<StoredObject> madeElsewhere(OpenUpload open, ProblemException failure) {
		try {
			return open.made();
		}
		catch (ProblemException ex) {
			failure.addSuppressed(ex);
			return Optional.empty();
		}
	}

	private StoredUpload repeated(OpenUpload open, StoredObject stored) {
		return new StoredUpload(described(open, stored), false, null);
	}

	private StoredUpload join(Caller caller, OpenUpload open, List<UploadedPart> parts,
			@Nullable Map<Integer, String> claimed) {
		DirectUpload upload = open.upload();
		UploadPlan plan = this.admission.plan(caller, upload);
		PartRules.requireNoMore(parts, upload.size());
		PartRules.requireAll(parts, upload.size(), claimed);
		PartRules.requireJoinable(parts, claimed, open.bucket().clientUploads().needsEqualParts());
		Optional<Backup> newer = this.admission.requireNoConflict(open.bucket(), plan);
		StoredObject stored = this.admission.admit(plan, PartRules.size(parts), (share) -> {
			StoredObject object = open.parts().complete(parts);
			share.stored();
			return object;
		});
		Backup backup = described(open, stored);
		this.events.publishEvent(new BackupStored(new Vault(upload.vault()), backup));
		return new StoredUpload(backup, true, null).with(newer);
	}

	private Backup described(OpenUpload open, StoredObject stored) {
		BackupName name = this.names.require(stored.key());
		requireContent(open, name, stored);
		return open.session().describe(name, stored);
	}

	/**
	 * Looks at the first bytes, which nobody has seen yet. Only what is certainly
	 * something else is removed.
	 */
	private static void requireContent(OpenUpload open, BackupName name, StoredObject stored) {
		ByteBuffer beginning = beginning(open, stored);
		try {
			UploadPlanner.requireContent(name, beginning);
		}
		catch (ProblemException ex) {
			remove(open, stored);
			throw ex;
		}
	}

	private static ByteBuffer beginning(OpenUpload open, StoredObject stored) {
		int length = (int) Math.min(stored.size(), BEGINNING);
		try (ObjectContent content = open.bucket().read(stored, 0, length - 1)) {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
			content.copyTo(bytes);
			return ByteBuffer.wrap(bytes.toByteArray());
		}
		catch (IOException | ProblemException ex) {
			throw new ProblemException(ProblemType.STORAGE_UNREACHABLE,
					"The archive is stored, but its beginning cannot be read.", ex)
				.hint("Complete the upload again, which does no harm.")
				.with("retryAfter", 5);
		}
	}

	private static void remove(OpenUpload open, StoredObject stored) {
		try {
			open.bucket().delete(stored.key());
		}
		catch (ProblemException ex) {
			logger.warn("{} is not what its name says, and could not be removed: {}", stored.key(), ex.getMessage());
		}
	}

}
