package io.coffer.uploads;

import io.coffer.backups.Backup;
import io.coffer.backups.BackupName;
import io.coffer.backups.BackupNames;
import io.coffer.backups.BackupRepository;
import io.coffer.backups.BackupSession;
import io.coffer.backups.BackupStored;
import io.coffer.backups.TransferLimiter;
import io.coffer.backups.TransferLimiter.Transfer;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.quotas.Quota;
import io.coffer.storage.NameLocks.NameLock;
import io.coffer.storage.ObjectUpload;
import io.coffer.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Takes archives: decides early where it can, streams the rest into the bucket. */
@Service
class UploadService {

	private final UploadPlanner planner;

	private final BackupRepository backups;

	private final BackupNames names;

	private final TransferLimiter transfers;

	private final IdempotencyLookup lookup;

	private final ConflictCheck conflicts;

	private final Quota quota;

	private final ApplicationEventPublisher events;

	UploadService(UploadPlanner planner, BackupRepository backups, BackupNames names, TransferLimiter transfers,
			IdempotencyLookup lookup, ConflictCheck conflicts, Quota quota, ApplicationEventPublisher events) {
		this.planner = planner;
		this.backups = backups;
		this.names = names;
		this.transfers = transfers;
		this.lookup = lookup;
		this.conflicts = conflicts;
		this.quota = quota;
		this.events = events;
	}

	/**
	 * Stores an archive, or answers with the backup that has these very bytes already.
	 */
	StoredUpload store(Upload upload) {
		UploadPlan plan = this.planner.plan(upload.request());
		try (Transfer transfer = this.transfers.begin();
				BackupSession session = this.backups.open(plan.request().vault())) {
			List<StoredObject> stored = this.lookup.find(session, plan);
			Optional<Backup> newer = this.conflicts.find(session.bucket(), plan);
			if (!stored.isEmpty()) {
				return repeat(session, upload, plan, stored).with(newer);
			}
			this.conflicts.admit(plan, newer);
			return add(session, upload, plan).with(newer);
		}
		catch (IOException ex) {
			throw RequestBodyStream.incomplete(ex);
		}
	}

	/**
	 * Admits, streams, commits and publishes an archive. Tries of one upload that reach
	 * this process end one after the other; those at other replicas are found behind the
	 * archive.
	 */
	private StoredUpload add(BackupSession session, Upload upload, UploadPlan plan) throws IOException {
		UploadRequest request = plan.request();
		try (NameLock turn = this.lookup.turn(plan);
				Quota.Share share = this.quota.enter(request.vault(), plan.device())) {
			LongConsumer limit = ((LongConsumer) plan::requireSize).andThen(share::admit);
			limit.accept(request.least());
			UploadStream archive = new UploadStream(upload.archive(), limit, request.sha256());
			BackupName name;
			StoredObject stored;
			try (ObjectUpload object = session.bucket().begin(archive, request.size())) {
				name = this.planner.name(plan, session.bucket().noOverwrite(), object.beginning());
				object.send(this.planner.describe(plan, name, object.isWhole() ? archive.sha256() : request.sha256()));
				this.lookup.awaitTurn(session, plan, turn);
				stored = object.commit();
			}
			catch (ProblemException ex) {
				return overtaken(session, archive, plan, ex);
			}
			share.stored();
			return publish(session, plan, name, stored, archive.sha256());
		}
	}

	private StoredUpload publish(BackupSession session, UploadPlan plan, BackupName name, StoredObject stored,
			String sha256) {
		Optional<StoredObject> other = this.lookup.giveWay(session.bucket(), plan, stored, sha256);
		if (other.isPresent()) {
			return repeated(session, other.get(), sha256);
		}
		Backup backup = session.describe(name, stored).withSha256(sha256);
		this.events.publishEvent(new BackupStored(plan.request().vault(), backup));
		return new StoredUpload(backup, true, null);
	}

	/**
	 * Answers with what is stored already, before the body where a promised digest proves
	 * that it is the same. A client that does not wait for leave to send is read to the
	 * end all the same: it would see its connection break instead of the answer.
	 */
	private StoredUpload repeat(BackupSession session, Upload upload, UploadPlan plan, List<StoredObject> stored)
			throws IOException {
		UploadRequest request = plan.request();
		List<StoredObject> possible = stored.stream().filter(request::mayBe).toList();
		if (possible.isEmpty()) {
			throw plan.refusal(stored.get(0));
		}
		Optional<StoredObject> promised = possible.stream().filter(request::promises).findFirst();
		if (upload.asksFirst() && promised.isPresent()) {
			return repeated(session, promised.get(), request.sha256());
		}
		return compare(session, new UploadStream(upload.archive(), plan::requireSize, request.sha256()), plan,
				possible);
	}

	/**
	 * Something was stored under that name, or of that upload, while this archive was on
	 * its way.
	 */
	private StoredUpload overtaken(BackupSession session, UploadStream archive, UploadPlan plan,
			ProblemException refusal) throws IOException {
		if (refusal.type() != ProblemType.BACKUP_EXISTS) {
			throw refusal;
		}
		List<StoredObject> stored = this.lookup.find(session, plan);
		if (stored.isEmpty()) {
			throw refusal.hint("Try again: a try in another second gets another name.");
		}
		return compare(session, archive, plan, stored);
	}

	/** Reads what is left of an archive, and answers with the backup that is the same. */
	private StoredUpload compare(BackupSession session, UploadStream archive, UploadPlan plan,
			List<StoredObject> stored) throws IOException {
		archive.exhaust();
		StoredObject same = stored.stream()
			.filter((object) -> IdempotencyLookup.holds(session.bucket(), object, archive.size(), archive.sha256()))
			.findFirst()
			.orElseThrow(() -> plan.refusal(stored.get(0)));
		return repeated(session, same, archive.sha256());
	}

	private StoredUpload repeated(BackupSession session, StoredObject stored, @Nullable String sha256) {
		Backup backup = session.describe(this.names.require(stored.key()), stored);
		return new StoredUpload(backup.withSha256(sha256), false, null);
	}

}
