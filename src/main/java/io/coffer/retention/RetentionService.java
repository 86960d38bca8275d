package io.coffer.retention;

import io.coffer.backups.BackupRepository;
import io.coffer.backups.BackupSession;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.retention.Ages.Doubt;
import io.coffer.retention.RetentionEngine.Decision;
import io.coffer.retention.RetentionPreview.PreviewedGroup;
import io.coffer.retention.RetentionReport.AppliedGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/**
 * Shows what a policy would remove, and removes it. One pass over the listing gathers a
 * {@link RetentionCandidate} of each backup, which with its key and decision is well
 * below 1 KiB: 100 000 backups need less than 100 MiB, for as long as it takes. One apply
 * of a vault goes on at a time; an operator's waits for the background's and then sees
 * what that has left, rather than be refused for work that no operator asked for.
 */
@Service
class RetentionService {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final RetentionPolicies policies;

	private final BackupRepository backups;

	private final RetentionRemover removal;

	private final RetentionClock clock;

	private final Duration patience;

	private final Map<Vault, ReentrantLock> applying = new ConcurrentHashMap<>();

	@Autowired
	RetentionService(RetentionPolicies policies, BackupRepository backups, RetentionRemover removal,
			RetentionClock clock) {
		this(policies, backups, removal, clock, PATIENCE);
	}

	/** A service whose second apply waits that long for the first. */
	RetentionService(RetentionPolicies policies, BackupRepository backups, RetentionRemover removal,
			RetentionClock clock, Duration patience) {
		this.policies = policies;
		this.backups = backups;
		this.removal = removal;
		this.clock = clock;
		this.patience = patience;
	}

	RetentionView view(Vault vault) {
		return this.policies.view(vault);
	}

	RetentionView replace(Vault vault, RetentionPolicy policy) {
		this.policies.replace(vault, policy);
		return view(vault);
	}

	/** What that policy, or the one in force, would remove; removes nothing. */
	RetentionPreview preview(Vault vault, @Nullable RetentionPolicy candidate, boolean force) {
		RetentionPolicy policy = (candidate != null) ? candidate : this.policies.current(vault);
		try (BackupSession session = this.backups.open(vault)) {
			Decisions decided = decide(session, policy, force, (group) -> true);
			return RetentionPreview.of(decided.groups()
				.entrySet()
				.stream()
				.map((entry) -> PreviewedGroup.of(entry.getKey(), entry.getValue()))
				.toList(), decided.doubt());
		}
	}

	/**
	 * Removes from every group of a vault what the policy in force does not keep, from
	 * the bucket that it looked at. Once the policy changes, what is not gone yet stays.
	 * @throws ProblemException {@link ProblemType#BUSY} if another apply takes long
	 */
	RetentionReport apply(Vault vault, boolean force) {
		return apply(vault, force, (group) -> true, () -> true);
	}

	/** The same for some groups only, between whose deletions it can be stopped. */
	RetentionReport apply(Vault vault, Collection<RetentionGroup> groups, BooleanSupplier goOn) {
		return apply(vault, false, groups::contains, goOn);
	}

	private RetentionReport apply(Vault vault, boolean force, Predicate<RetentionGroup> wanted, BooleanSupplier goOn) {
		ReentrantLock turn = this.applying.computeIfAbsent(vault, (first) -> new ReentrantLock());
		if (!await(turn)) {
			throw new ProblemException(ProblemType.BUSY, "Another apply of the retention policy goes on.")
				.hint("Try again when it is done.")
				.with("retryAfter", this.patience.toSeconds());
		}
		try (BackupSession session = this.backups.open(vault)) {
			RetentionPolicy policy = this.policies.current(vault);
			if (!policy.removesAnything()) {
				return RetentionReport.of(List.of(), null);
			}
			BooleanSupplier stillSo = () -> goOn.getAsBoolean() && policy.equals(this.policies.current(vault));
			List<AppliedGroup> applied = new ArrayList<>();
			Decisions decided = decide(session, policy, force, wanted);
			decided.groups()
				.forEach((group, decision) -> applied
					.add(this.removal.remove(vault, session, group, decision, stillSo)));
			return RetentionReport.of(applied, decided.doubt());
		}
		finally {
			turn.unlock();
		}
	}

	private Decisions decide(BackupSession session, RetentionPolicy policy, boolean force,
			Predicate<RetentionGroup> wanted) {
		Map<RetentionGroup, List<RetentionCandidate>> groups = new TreeMap<>(RetentionGroup.BY_NAME);
		List<Instant> stored = new ArrayList<>();
		session.forEach((backup) -> {
			stored.add(backup.lastModified());
			RetentionGroup group = RetentionGroup.of(backup);
			if (wanted.test(group)) {
				groups.computeIfAbsent(group, (first) -> new ArrayList<>()).add(RetentionCandidate.of(backup));
			}
		});
		Ages ages = this.clock.look(session.time(), stored);
		RetentionEngine engine = new RetentionEngine(policy, force, ages);
		Map<RetentionGroup, Decision> decisions = new TreeMap<>(RetentionGroup.BY_NAME);
		groups.forEach((group, candidates) -> decisions.put(group,
				group.isKnown() ? engine.decide(candidates) : RetentionEngine.keepUnknown(candidates)));
		return new Decisions(decisions, ages.doubt());
	}

	private boolean await(ReentrantLock turn) {
		try {
			return turn.tryLock(this.patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private record Decisions(Map<RetentionGroup, Decision> groups, @Nullable Doubt doubt) {
	}

}
