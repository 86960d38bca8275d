package io.coffer.backups;

import io.coffer.audit.Action;
import io.coffer.audit.AuditEvent;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.ListedObject;
import io.coffer.storage.Storage;
import io.coffer.storage.StoredObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Finds and hands out backups. The bucket alone knows them; nothing is cached.
 */
@Service
public class BackupService {

	private static final Logger logger = LoggerFactory.getLogger(BackupService.class);

	private final Storage storage;

	private final BackupNames names;

	private final IgnoredObjects ignored;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	private final SharedSweeps<PageQuestion, BackupPage> pages = new SharedSweeps<>();

	private final SharedSweeps<BackupFilter, Optional<Backup>> latest = new SharedSweeps<>();

	BackupService(Storage storage, BackupNames names, IgnoredObjects ignored, Clock clock,
			ApplicationEventPublisher events) {
		this.storage = storage;
		this.names = names;
		this.ignored = ignored;
		this.clock = clock;
		this.events = events;
	}

	BackupPage page(BackupFilter filter, BackupSort sort, int limit, @Nullable String cursor) {
		String mark = filter.mark(sort);
		Backup after = (cursor != null) ? Cursor.decode(cursor, mark).last() : null;
		PageQuestion question = new PageQuestion(filter, sort, limit, after);
		return this.pages.ask(question, () -> sweep(question, mark));
	}

	Backup latest(BackupFilter filter) {
		return this.latest.ask(filter, () -> sweepForLatest(filter))
			.orElseThrow(() -> new ProblemException(ProblemType.BACKUP_NOT_FOUND, "There is no backup yet."));
	}

	public Optional<Backup> newest(Bucket bucket, BackupFilter filter, String prefix) {
		return new Sweep(this.names, filter, BackupSort.NEWEST, null, 1).over(bucket, prefix, null)
			.found()
			.stream()
			.findFirst();
	}

	Backup get(String key) {
		BackupName name = this.names.require(key);
		try (Bucket bucket = this.storage.open()) {
			return find(bucket, name).orElseThrow(() -> notFound(key));
		}
	}

	Optional<Backup> find(Bucket bucket, BackupName name) {
		return bucket.find(name.key())
			.map((object) -> Backup.listed(name, object))
			.flatMap((backup) -> complete(bucket, backup));
	}

	/**
	 * Describes an object that the store has just told of. The listing alone has its
	 * exact time; a store that cannot list it has it all the same.
	 */
	public Backup describe(Bucket bucket, BackupName name, StoredObject object) {
		return Backup.listed(name, listed(bucket, object)).with(object);
	}

	private ListedObject listed(Bucket bucket, StoredObject object) {
		try {
			Optional<ListedObject> listed = bucket.find(object.key());
			if (listed.isPresent()) {
				return listed.get();
			}
			logger.warn("{} is stored, but the storage does not list it", object.key());
		}
		catch (ProblemException ex) {
			logger.warn("{} is stored, but the storage cannot list it", object.key(), ex);
		}
		Instant time = (object.lastModified() != null) ? object.lastModified()
				: this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
		return new ListedObject(object.key(), object.size(), time, object.etag(), null);
	}

	/** Opens a backup for as long as the caller reads it. */
	public OpenBackup open(String key) {
		BackupName name = this.names.require(key);
		Bucket bucket = this.storage.open();
		try {
			StoredObject object = bucket.head(name.key()).orElseThrow(() -> notFound(key));
			return new OpenBackup(bucket, object);
		}
		catch (RuntimeException ex) {
			bucket.close();
			throw ex;
		}
	}

	/** Makes a URL by which anyone can download the backup for a while. */
	RestoreLink restore(String key, Duration lifetime) {
		return AuditEvent.of(Action.RESTORE, key)
			.around(this.events, () -> link(key, lifetime), (event, link) -> event.ofSize(link.size()));
	}

	private RestoreLink link(String key, Duration lifetime) {
		try (OpenBackup backup = open(key)) {
			StoredObject object = backup.object();
			backup.bucket().requireReadable(object);
			URI url = backup.bucket().presign(key, lifetime);
			return new RestoreLink(key, url, "GET", this.clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS),
					Backup.filename(object), object.size(), object.sha256(), object.etag(), hint(url));
		}
	}

	/** Opens the storage of that moment, so that nobody shares another one's. */
	private BackupPage sweep(PageQuestion question, String mark) {
		try (Bucket bucket = this.storage.open()) {
			Sweep sweep = new Sweep(this.names, question.filter(), question.sort(), question.after(), question.limit())
				.over(bucket, "", null);
			this.ignored.counted(sweep.ignored());
			List<Backup> items = sweep.found();
			String next = sweep.more() ? new Cursor(mark, items.get(items.size() - 1)).encode() : null;
			return new BackupPage(items, next, sweep.total(), sweep.totalSize(), sweep.ignored());
		}
	}

	private Optional<Backup> sweepForLatest(BackupFilter filter) {
		try (Bucket bucket = this.storage.open()) {
			return newest(bucket, filter, "").flatMap((backup) -> complete(bucket, backup));
		}
	}

	private static Optional<Backup> complete(Bucket bucket, Backup backup) {
		return bucket.head(backup.key()).map(backup::with);
	}

	private static ProblemException notFound(String key) {
		return new ProblemException(ProblemType.BACKUP_NOT_FOUND, "There is no backup \"%s\".".formatted(key));
	}

	private static @Nullable String hint(URI url) {
		String host = url.getHost();
		boolean loopback = host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
		return loopback ? "This URL works on the machine that runs Coffer only; from elsewhere, "
				+ "download GET /backups/{key}/content with your token." : null;
	}

	private record PageQuestion(BackupFilter filter, BackupSort sort, int limit, @Nullable Backup after) {
	}

}
