package io.coffer.retention;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.coffer.backups.BackupRepository;
import io.coffer.backups.BackupSession;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.retention.Ages.Doubt;
import io.coffer.retention.RetentionEngine.Decision;
import io.coffer.retention.RetentionPreview.PreviewedGroup;
import io.coffer.retention.RetentionReport.AppliedGroup;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * goes on at a time; an operator's waits for the background's and then sees what that has
 * left, rather than be refused for work that no operator asked for.
 */
@Service
class RetentionService {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final RetentionPolicies policies;

	private final BackupRepository backups;

	private final RetentionRemover removal;

	private final Duration grace;

	private final RetentionClock clock;

	private final Duration patience;

	private final ReentrantLock applying = new ReentrantLock();

	@Autowired
	RetentionService(RetentionPolicies policies, BackupRepository backups, RetentionRemover removal,
			RetentionProperties properties, RetentionClock clock) {
		this(policies, backups, removal, properties, clock, PATIENCE);
	}

	/** A service whose second apply waits that long for the first. */
	RetentionService(RetentionPolicies policies, BackupRepository backups, RetentionRemover removal,
			RetentionProperties properties, RetentionClock clock, Duration patience) {
		this.policies = policies;
		this.backups = backups;
		this.removal = removal;
		this.grace = properties.grace();
		this.clock = clock;
		this.patience = patience;
	}

	RetentionView view() {
		return new RetentionView(this.policies.current(), this.policies.source(), this.grace);
	}

	RetentionView replace(RetentionPolicy policy) {
		this.policies.replace(policy);
		return view();
	}

	/** What that policy, or the one in force, would remove; removes nothing. */
	RetentionPreview preview(@Nullable RetentionPolicy candidate, boolean force) {
		RetentionPolicy policy = (candidate != null) ? candidate : this.policies.current();
		try (BackupSession session = this.backups.open()) {
			Decisions decided = decide(session, policy, force, (group) -> true);
			return RetentionPreview.of(decided.groups()
				.entrySet()
				.stream()
				.map((entry) -> PreviewedGroup.of(entry.getKey(), entry.getValue()))
				.toList(), decided.doubt());
		}
	}

	/**
	 * Removes from every group what the policy in force does not keep, from the bucket
	 * that it looked at. Once the policy changes, what is not gone yet stays.
	 * @throws ProblemException {@link ProblemType#BUSY} if another apply takes long
	 */
	RetentionReport apply(boolean force) {
		return apply(force, (group) -> true, () -> true);
	}

	/** The same for some groups only, between whose deletions it can be stopped. */
	RetentionReport apply(Collection<RetentionGroup> groups, BooleanSupplier goOn) {
		return apply(false, groups::contains, goOn);
	}

	private RetentionReport apply(boolean force, Predicate<RetentionGroup> wanted, BooleanSupplier goOn) {
		if (!await()) {
			throw new ProblemException(ProblemType.BUSY, "Another apply of the retention policy goes on.")
				.hint("Try again when it is done.")
				.with("retryAfter", this.patience.toSeconds());
		}
		try (BackupSession session = this.backups.open()) {
			RetentionPolicy policy = this.policies.current();
			if (!policy.removesAnything()) {
				return RetentionReport.of(List.of(), null);
			}
			BooleanSupplier stillSo = () -> goOn.getAsBoolean() && policy.equals(this.policies.current());
			List<AppliedGroup> applied = new ArrayList<>();
			Decisions decided = decide(session, policy, force, wanted);
			decided.groups()
				.forEach((group, decision) -> applied.add(this.removal.remove(session, group, decision, stillSo)));
			return RetentionReport.of(applied, decided.doubt());
		}
		finally {
			this.applying.unlock();
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

	private boolean await() {
		try {
			return this.applying.tryLock(this.patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private record Decisions(Map<RetentionGroup, Decision> groups, @Nullable Doubt doubt) {
	}

	/**
	 * The policy in force.
	 *
	 * @param policy its rules
	 * @param source where the policy comes from
	 * @param grace how old a backup must be before it can go, or push others out
	 */
	record RetentionView(@JsonUnwrapped RetentionPolicy policy, PolicySource source,
			@Schema(type = "string", format = "duration", example = "P7D") Duration grace) {
	}

}
