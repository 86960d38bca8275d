package io.coffer.backups;

import io.coffer.audit.Action;
import io.coffer.audit.AuditEvent;
import io.coffer.callers.Vault;
import io.coffer.limits.RequestCoalescer;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.ListedObject;
import io.coffer.storage.StoredObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Finds and hands out backups. The bucket alone knows them; nothing is cached.
 */
@Service
class BackupService {

	private final BackupRepository backups;

	private final BackupNames names;

	private final IgnoredObjectsGauge ignored;

	private final VerifiedDigests digests;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	private final RequestCoalescer<PageQuestion, BackupPage> pages = new RequestCoalescer<>();

	private final RequestCoalescer<BackupFilter, Optional<Backup>> latest = new RequestCoalescer<>();

	private final RequestCoalescer<LinkQuestion, RestoreLink> links = new RequestCoalescer<>();

	BackupService(BackupRepository backups, BackupNames names, IgnoredObjectsGauge ignored, VerifiedDigests digests,
			Clock clock, ApplicationEventPublisher events) {
		this.backups = backups;
		this.names = names;
		this.ignored = ignored;
		this.digests = digests;
		this.clock = clock;
		this.events = events;
	}

	BackupPage page(BackupFilter filter, BackupSort sort, int limit, @Nullable String cursor) {
		String mark = filter.mark(sort);
		ListedObject after = (cursor != null) ? Cursor.decode(cursor, mark).last() : null;
		PageQuestion question = new PageQuestion(filter, sort, limit, after);
		return this.pages.ask(question, () -> scan(question, mark));
	}

	Backup latest(BackupFilter filter) {
		return this.latest.ask(filter, () -> scanForLatest(filter))
			.orElseThrow(() -> new ProblemException(ProblemType.BACKUP_NOT_FOUND, "There is no backup yet."));
	}

	Backup get(Vault vault, String key) {
		BackupName name = this.names.require(key);
		try (BackupSession session = this.backups.open(vault)) {
			return judged(vault, session.find(name).orElseThrow(() -> BackupRepository.notFound(key)));
		}
	}

	/**
	 * Makes a URL from which the backup can be downloaded without a token for a while.
	 */
	RestoreLink restore(Vault vault, String key, Duration lifetime) {
		return AuditEvent.of(Action.RESTORE, key)
			.in(vault)
			.around(this.events,
					() -> this.links.ask(new LinkQuestion(vault, key, lifetime), () -> link(vault, key, lifetime)),
					(event, link) -> event.ofSize(link.size()));
	}

	private RestoreLink link(Vault vault, String key, Duration lifetime) {
		BackupName name = this.names.require(key);
		try (BackupSession session = this.backups.open(vault)) {
			StoredObject object = session.bucket()
				.headReadable(name.key())
				.orElseThrow(() -> BackupRepository.notFound(key));
			URI url = session.bucket().presign(key, lifetime);
			return new RestoreLink(key, url, "GET", this.clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS),
					Backup.filename(object), object.size(), object.sha256(), object.etag(), hint(url));
		}
	}

	/**
	 * Opens the storage as the scan begins, so that no answer is that of an earlier one.
	 */
	private BackupPage scan(PageQuestion question, String mark) {
		try (BackupSession session = this.backups.open(question.filter().vault())) {
			ListingScan scan = new ListingScan(this.names, question.filter(), question.sort(), question.after(),
					question.limit())
				.over(session.bucket(), "", null);
			this.ignored.counted(question.filter().vault(), scan.ignored());
			String next = scan.last().map((last) -> new Cursor(mark, last).encode()).orElse(null);
			return new BackupPage(scan.found(), next, scan.total(), scan.totalSize(), scan.ignored());
		}
	}

	private Optional<Backup> scanForLatest(BackupFilter filter) {
		try (BackupSession session = this.backups.open(filter.vault())) {
			return session.newest(filter, "")
				.flatMap(session::complete)
				.map((backup) -> judged(filter.vault(), backup));
		}
	}

	/** With what verifications have found since it was stored. */
	private Backup judged(Vault vault, Backup backup) {
		return this.digests.isVerified(vault, backup) ? backup.withSha256(backup.sha256()) : backup;
	}

	private static @Nullable String hint(URI url) {
		String host = url.getHost();
		boolean loopback = host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
		return loopback ? "This URL works on the machine that runs Coffer only; from elsewhere, "
				+ "download GET /backups/{key}/content with your token." : null;
	}

	private record LinkQuestion(Vault vault, String key, Duration lifetime) {
	}

	private record PageQuestion(BackupFilter filter, BackupSort sort, int limit, @Nullable ListedObject after) {
	}

}
