package io.coffer.uploads;

import io.coffer.archives.ArchiveTypes;
import io.coffer.backups.Backup;
import io.coffer.backups.BackupName;
import io.coffer.backups.BackupNames;
import io.coffer.backups.BackupRepository;
import io.coffer.backups.BackupSession;
import io.coffer.backups.BackupStored;
import io.coffer.backups.FileName;
import io.coffer.backups.OwnerMetadata;
import io.coffer.backups.TransferLimiter;
import io.coffer.backups.TransferLimiter.Transfer;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.FirstBlock;
import io.coffer.storage.NameLocks;
import io.coffer.storage.NameLocks.NameLock;
import io.coffer.storage.NewObject;
import io.coffer.storage.StoredObject;
import io.coffer.storage.UploadProperties;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Takes archives: decides early where it can, streams the rest into the bucket. */
@Service
class UploadService {

	private final UploadTargets targets;

	private final BackupNames names;

	private final ArchiveTypes types;

	private final BackupRepository backups;

	private final TransferLimiter transfers;

	private final IdempotencyLookup repeats;

	private final ConflictCheck newerBackups;

	private final NameLocks locks;

	private final UploadProperties limits;

	private final Quota quota;

	private final ApplicationEventPublisher events;

	UploadService(UploadTargets targets, BackupNames names, ArchiveTypes types, BackupRepository backups,
			TransferLimiter transfers, IdempotencyLookup repeats, ConflictCheck newerBackups, NameLocks locks,
			UploadProperties limits, Quota quota, ApplicationEventPublisher events) {
		this.targets = targets;
		this.names = names;
		this.types = types;
		this.backups = backups;
		this.transfers = transfers;
		this.repeats = repeats;
		this.newerBackups = newerBackups;
		this.locks = locks;
		this.limits = limits;
		this.quota = quota;
		this.events = events;
	}

	/**
	 * Stores an archive, or answers with the backup that has these very bytes already.
	 */
	UploadResult store(Upload upload) {
		UploadRequest request = upload.request();
		UploadTarget target = this.targets.of(request);
		new SizeLimit(this.limits.maxSize().toBytes()).admit(request.size());
		try (Transfer transfer = this.transfers.begin(); BackupSession shelf = this.backups.open()) {
			List<StoredObject> earlier = this.repeats.find(shelf, request, target);
			Optional<Backup> newer = this.newerBackups.find(shelf.bucket(), request, target);
			if (!earlier.isEmpty()) {
				return repeat(shelf, upload, target, earlier).with(newer);
			}
			this.newerBackups.admit(request, newer);
			return add(shelf, upload, target).with(newer);
		}
		catch (IOException ex) {
			throw RequestBodyStream.incomplete(ex);
		}
	}

	/**
	 * Answers with what is stored already, before the body where a promised digest proves
	 * that it is the same. A client that does not wait for leave to send is read to the
	 * end all the same: it would see its connection break instead of the answer.
	 */
	private UploadResult repeat(BackupSession shelf, Upload upload, UploadTarget target, List<StoredObject> earlier)
			throws IOException {
		UploadRequest request = upload.request();
		List<StoredObject> possible = earlier.stream().filter(request::mayBe).toList();
		if (possible.isEmpty()) {
			throw target.refusal(earlier.get(0));
		}
		Optional<StoredObject> promised = possible.stream().filter(request::promises).findFirst();
		if (upload.asksFirst() && promised.isPresent()) {
			return repeated(shelf, promised.get(), request.sha256());
		}
		try (UploadStream archive = new UploadStream(upload.archive(), limit(request)::admit, request.sha256(), () -> {
		})) {
			return compare(shelf, archive, target, possible);
		}
	}

	/** Reads what is left of an archive, and answers with the backup that is the same. */
	private UploadResult compare(BackupSession shelf, UploadStream archive, UploadTarget target,
			List<StoredObject> stored) throws IOException {
		archive.exhaust();
		StoredObject same = stored.stream()
			.filter((object) -> IdempotencyLookup.holds(shelf.bucket(), object, archive.size(), archive.sha256()))
			.findFirst()
			.orElseThrow(() -> target.refusal(stored.get(0)));
		return repeated(shelf, same, archive.sha256());
	}

	private UploadResult repeated(BackupSession shelf, StoredObject stored, @Nullable String sha256) {
		Backup backup = shelf.describe(this.names.require(stored.key()), stored);
		return new UploadResult(backup.withSha256(sha256), false);
	}

	/**
	 * Streams an archive into the bucket. Tries of one upload that reach this process end
	 * one after the other; those at other replicas are found behind the archive.
	 */
	private UploadResult add(BackupSession shelf, Upload upload, UploadTarget target) throws IOException {
		UploadRequest request = upload.request();
		try (NameLock turn = turn(target); Quota.Share share = this.quota.enter(target.device())) {
			LongConsumer limit = ((LongConsumer) limit(request)::admit).andThen(share::admit);
			limit.accept(request.least());
			UploadStream archive = new UploadStream(upload.archive(), limit, request.sha256(),
					() -> takeTurn(shelf, request, target, turn));
			StoredObject stored;
			try {
				stored = shelf.bucket()
					.store(archive, request.size(),
							(beginning) -> describe(shelf, request, target, archive, beginning));
			}
			catch (ProblemException ex) {
				return overtaken(shelf, archive, request, target, ex);
			}
			share.stored();
			return added(shelf, target, stored, archive.sha256());
		}
	}

	private NameLock turn(UploadTarget target) {
		IdempotencyKey key = target.idempotencyKey();
		return this.locks.of("tries", (key != null) ? key.hash() : "", Objects.toString(target.application(), ""),
				target.device());
	}

	/**
	 * Called when the archive has arrived whole, before it appears.
	 * @throws ProblemException {@link ProblemType#BACKUP_EXISTS} if another try was
	 * faster
	 */
	private void takeTurn(BackupSession shelf, UploadRequest request, UploadTarget target, NameLock turn) {
		if (target.isTriedUnderManyNames()) {
			turn.lock();
			if (!this.repeats.find(shelf, request, target).isEmpty()) {
				throw new ProblemException(ProblemType.BACKUP_EXISTS, "Another try of this upload was faster.");
			}
		}
	}

	/**
	 * Somebody has stored something under that name, or of that upload, while this
	 * archive was on its way.
	 */
	private UploadResult overtaken(BackupSession shelf, UploadStream archive, UploadRequest request,
			UploadTarget target, ProblemException refusal) throws IOException {
		if (refusal.type() != ProblemType.BACKUP_EXISTS) {
			throw refusal;
		}
		List<StoredObject> stored = this.repeats.find(shelf, request, target);
		if (stored.isEmpty()) {
			throw refusal.hint("Try again: a try in another second gets another name.");
		}
		return compare(shelf, archive, target, stored);
	}

	private UploadResult added(BackupSession shelf, UploadTarget target, StoredObject stored, String sha256) {
		Optional<StoredObject> staying = this.repeats.giveWay(shelf, target, stored, sha256);
		if (staying.isPresent()) {
			return repeated(shelf, staying.get(), sha256);
		}
		Backup backup = shelf.describe(this.names.require(stored.key()), stored).withSha256(sha256);
		this.events.publishEvent(new BackupStored(backup));
		return new UploadResult(backup, true);
	}

	private NewObject describe(BackupSession shelf, UploadRequest request, UploadTarget target, UploadStream archive,
			FirstBlock beginning) {
		if (!beginning.bytes().hasRemaining()) {
			throw new ProblemException(ProblemType.EMPTY_BODY, "There is no archive in the request.");
		}
		BackupName name = this.targets.name(request, target, shelf.bucket().noOverwrite(), beginning);
		if (!name.type().kind().format().matches(beginning.bytes())) {
			throw this.types.unsupported("The content is no %s archive.".formatted(name.type().extension()));
		}
		String filename = (request.filename() != null) ? this.types.complete(request.filename(), name.type())
				: name.key();
		return new NewObject(name.key(), name.type().kind().contentType(), FileName.attachment(filename),
				metadata(target, name, beginning.whole() ? archive.sha256() : request.sha256()));
	}

	private static Map<String, String> metadata(UploadTarget target, BackupName name, @Nullable String sha256) {
		Map<String, String> metadata = new HashMap<>();
		if (sha256 != null) {
			metadata.put(NewObject.SHA256, sha256);
		}
		if (target.idempotencyKey() != null) {
			metadata.put(IdempotencyKey.METADATA, target.idempotencyKey().hash());
		}
		if (name.device() == null) {
			metadata.put(OwnerMetadata.NAME, OwnerMetadata.write(target.device()));
		}
		return metadata;
	}

	private SizeLimit limit(UploadRequest request) {
		long limit = this.limits.maxSize().toBytes();
		return new SizeLimit((request.size() >= 0) ? Math.min(limit, request.size()) : limit);
	}

}
