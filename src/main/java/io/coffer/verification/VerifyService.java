package io.coffer.verification;

import io.coffer.archives.ArchiveKind;
import io.coffer.archives.ArchiveType;
import io.coffer.archives.ArchiveTypes;
import io.coffer.backups.BackupRepository;
import io.coffer.backups.OpenBackup;
import io.coffer.backups.TransferLimiter;
import io.coffer.backups.TransferLimiter.Transfer;
import io.coffer.backups.VerifiedDigests;
import io.coffer.callers.Vault;
import io.coffer.integrity.ArchiveCheck;
import io.coffer.integrity.IntegrityResult;
import io.coffer.integrity.VerifyLimits;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.ObjectContent;
import io.coffer.storage.StoredObject;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.stereotype.Service;

/** Reads backups back and says whether they are whole. */
@Service
class VerifyService {

	private static final Logger log = LoggerFactory.getLogger(VerifyService.class);

	private final BackupRepository backups;

	private final TransferLimiter transfers;

	private final TransferLimiter places;

	private final ArchiveTypes types;

	private final ArchiveCheck check;

	private final VerifiedDigests digests;

	private final VerifyMetrics metrics;

	private final SimpleAsyncTaskExecutor executor;

	VerifyService(BackupRepository backups, TransferLimiter transfers, ArchiveTypes types, ArchiveCheck check,
			VerifyLimits limits, VerifiedDigests digests, VerifyMetrics metrics,
			SimpleAsyncTaskExecutorBuilder executors) {
		this.backups = backups;
		this.transfers = transfers;
		this.places = new TransferLimiter(limits.maxConcurrent());
		this.types = types;
		this.check = check;
		this.digests = digests;
		this.metrics = metrics;
		// Unpacking never waits: on virtual threads it would keep all others from running
		this.executor = executors.threadNamePrefix("verify-").virtualThreads(false).build();
		this.executor.setDaemon(true);
	}

	/**
	 * Begins to verify a backup in a thread of its own. What goes wrong on the way is
	 * told to who awaits the end.
	 * @throws ProblemException {@link ProblemType#BUSY} if enough is going on
	 */
	Verification begin(Vault vault, String key) {
		Transfer place = this.metrics.refusing(this.places::begin);
		try {
			return begin(vault, key, place);
		}
		catch (RuntimeException | Error ex) {
			place.close();
			throw ex;
		}
	}

	private Verification begin(Vault vault, String key, Transfer place) {
		Transfer transfer = this.metrics.refusing(this.transfers::begin);
		try {
			Verification verification = new Verification();
			this.executor.execute(() -> {
				try (place; transfer) {
					run(verification, vault, key);
				}
			});
			return verification;
		}
		catch (RuntimeException | Error ex) {
			transfer.close();
			throw ex;
		}
	}

	private void run(Verification verification, Vault vault, String key) {
		try {
			VerifyReport report = verify(verification, vault, key);
			if (!report.passed()) {
				log.warn("The backup {} did not pass: {}", key, report.defects());
			}
			this.metrics.ended(report);
			verification.complete(report);
		}
		catch (IOException | RuntimeException | Error ex) {
			this.metrics.failed(verification.isGivenUp(), ex);
			verification.fail(ex);
		}
	}

	private VerifyReport verify(Verification verification, Vault vault, String key) throws IOException {
		long start = System.nanoTime();
		try (OpenBackup backup = this.backups.open(vault, key); ObjectContent content = backup.read(null)) {
			StoredObject object = backup.object();
			DigestingInputStream bytes = verification.read(content);
			IntegrityResult result = this.check.check(kind(key), new StoredArchive(backup, bytes));
			String sha256 = bytes.sha256();
			VerifyReport report = VerifyReports.of(object, bytes.count(), sha256, kind(key), result,
					Duration.ofMillis((System.nanoTime() - start) / 1_000_000));
			if (!report.passed() && !backup.isUnchanged()) {
				throw new ProblemException(ProblemType.BACKUP_NOT_FOUND,
						"The backup was deleted or replaced while it was read.");
			}
			if (bytes.count() == object.size() && sha256.equals(object.claimedSha256())) {
				this.digests.remember(vault, object);
			}
			return report;
		}
	}

	private ArchiveKind kind(String key) {
		return this.types.ofName(key).map(ArchiveType::kind).orElse(ArchiveKind.OPAQUE);
	}

}
