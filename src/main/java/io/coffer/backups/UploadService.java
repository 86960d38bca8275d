package io.coffer.backups;

import io.coffer.backups.Transfers.Transfer;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.FirstBlock;
import io.coffer.storage.NewObject;
import io.coffer.storage.Storage;
import io.coffer.storage.StoredObject;
import io.coffer.storage.UploadProperties;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Takes archives: decides early where it can, streams the rest into the bucket. */
@Service
class UploadService {

	private final Storage storage;

	private final UploadTargets targets;

	private final BackupNames names;

	private final ArchiveTypes types;

	private final BackupService backups;

	private final Transfers transfers;

	private final NewerBackups newerBackups;

	private final UploadProperties limits;

	private final Quota quota;

	private final ApplicationEventPublisher events;

	UploadService(Storage storage, UploadTargets targets, BackupNames names, ArchiveTypes types, BackupService backups,
			Transfers transfers, NewerBackups newerBackups, UploadProperties limits, Quota quota,
			ApplicationEventPublisher events) {
		this.storage = storage;
		this.targets = targets;
		this.names = names;
		this.types = types;
		this.backups = backups;
		this.transfers = transfers;
		this.newerBackups = newerBackups;
		this.limits = limits;
		this.quota = quota;
		this.events = events;
	}

	/** Stores an archive, or answers with the backup that is stored already. */
	UploadResult store(Upload upload) {
		UploadTarget target = this.targets.of(upload.request());
		new SizeLimit(this.limits.maxSize().toBytes()).admit(upload.request().size());
		try (Transfer transfer = this.transfers.begin(); Bucket bucket = this.storage.open()) {
			Optional<Backup> stored = target.stored(bucket);
			Optional<Backup> newer = this.newerBackups.find(bucket, upload.request(), target);
			if (stored.isPresent()) {
				passOver(upload);
				return new UploadResult(stored.get(), false).with(newer);
			}
			this.newerBackups.admit(upload.request(), newer);
			return stream(bucket, upload, target).with(newer);
		}
	}

	/**
	 * Reads an archive that is stored already, unless the client waits for leave to send
	 * it: one that just sends would see its connection break instead of the answer.
	 */
	private void passOver(Upload upload) {
		if (!upload.asksFirst()) {
			try (ArchiveStream archive = watch(upload, limit(upload.request())::admit, null, () -> {
			})) {
				archive.transferTo(OutputStream.nullOutputStream());
			}
			catch (IOException ex) {
				throw ClientStream.incomplete(ex);
			}
		}
	}

	private ArchiveStream watch(Upload upload, LongConsumer limit, @Nullable String promised, Runnable whole) {
		return new ArchiveStream(upload.archive(), limit, promised, whole);
	}

	private UploadResult stream(Bucket bucket, Upload upload, UploadTarget target) {
		UploadRequest request = upload.request();
		LongConsumer archives = limit(request)::admit;
		try (target; Quota.Share share = this.quota.enter(target.device())) {
			LongConsumer limit = archives.andThen(share::admit);
			limit.accept(request.least());
			ArchiveStream archive = watch(upload, limit, request.sha256(), () -> target.arrived(bucket));
			StoredObject stored = bucket.store(archive, request.size(),
					(beginning) -> describe(request, target, archive, beginning));
			share.stored();
			BackupName mine = this.names.require(stored.key());
			BackupName staying = target.settle(bucket, mine);
			Backup backup = this.backups.find(bucket, staying)
				.orElseThrow(() -> new ProblemException(ProblemType.STORAGE_ERROR,
						"The storage has the archive but does not list it."));
			UploadResult result = new UploadResult(backup.withSha256(archive.sha256()), staying.equals(mine));
			if (result.created()) {
				this.events.publishEvent(new BackupStored(result.backup()));
			}
			return result;
		}
		catch (ProblemException ex) {
			if (ex.type() == ProblemType.BACKUP_EXISTS) {
				return new UploadResult(target.stored(bucket).orElseThrow(() -> ex), false);
			}
			throw ex;
		}
		catch (IOException ex) {
			throw ClientStream.incomplete(ex);
		}
	}

	private NewObject describe(UploadRequest request, UploadTarget target, ArchiveStream archive,
			FirstBlock beginning) {
		if (!beginning.bytes().hasRemaining()) {
			throw new ProblemException(ProblemType.EMPTY_BODY, "There is no archive in the request.");
		}
		BackupName name = target.name(beginning);
		if (!name.type().format().matches(beginning.bytes())) {
			throw this.types.unsupported("The content is no %s archive.".formatted(name.type().extension()));
		}
		Map<String, String> metadata = new HashMap<>();
		String sha256 = beginning.whole() ? archive.sha256() : request.sha256();
		if (sha256 != null) {
			metadata.put(NewObject.SHA256, sha256);
		}
		if (request.idempotencyKey() != null) {
			metadata.put(IdempotencyKey.METADATA, IdempotencyKey.of(request.caller(), request.idempotencyKey()).hash());
		}
		String filename = (request.filename() != null) ? request.filename() : name.key();
		return new NewObject(name.key(), name.type().contentType(), FileName.attachment(filename), metadata);
	}

	private SizeLimit limit(UploadRequest request) {
		long limit = this.limits.maxSize().toBytes();
		return new SizeLimit((request.size() >= 0) ? Math.min(limit, request.size()) : limit);
	}

}
