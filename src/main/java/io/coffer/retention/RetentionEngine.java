package io.coffer.retention;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Decides which backups of one group stay. What is younger than the grace stays, and
 * everything else is decided as if it were not there yet: so that a client cannot push
 * good backups out by junk before someone had that long to notice. The newest of the rest
 * stays in any case, and so does, unless forced, whatever has a name that contradicts the
 * store's time. While the ages are in doubt, nothing goes.
 */
final class RetentionEngine {

	private final RetentionPolicy policy;

	private final boolean force;

	private final Ages ages;

	RetentionEngine(RetentionPolicy policy, boolean force, Ages ages) {
		this.policy = policy;
		this.force = force;
		this.ages = ages;
	}

	/** Decides about a group whose names are known. */
	Decision decide(Collection<RetentionCandidate> group) {
		List<RetentionCandidate> all = group.stream().sorted(RetentionCandidate.NEWEST_FIRST).toList();
		List<Set<Reason>> reasons = reasons(all);
		int young = (int) all.stream().filter(this::isYoung).count();
		reasons.subList(0, young).forEach((why) -> why.add(Reason.GRACE));
		List<RetentionCandidate> settled = all.subList(young, all.size());
		reasons.subList(young, all.size()).clear();
		reasons.addAll(reasons(settled));
		for (int i = 0; i < all.size(); i++) {
			if (isProtected(all.get(i))) {
				reasons.get(i).add(Reason.TIMES_DISAGREE);
			}
		}
		shrink(settled, reasons.subList(young, all.size()));
		if (this.ages.doubt() != null) {
			reasons.stream().filter(Set::isEmpty).forEach((why) -> why.add(Reason.CLOCK_DOUBTED));
		}
		return Decision.of(all, reasons);
	}

	/** Decides about backups of no application and device: they all stay. */
	static Decision keepUnknown(Collection<RetentionCandidate> unknown) {
		List<RetentionCandidate> all = unknown.stream().sorted(RetentionCandidate.NEWEST_FIRST).toList();
		return Decision.of(all, all.stream().map((candidate) -> Set.of(Reason.UNKNOWN_NAME)).toList());
	}

	private List<Set<Reason>> reasons(List<RetentionCandidate> newestFirst) {
		if (this.policy.hasKeepRules()) {
			return new KeepRules(this.policy).reasons(newestFirst, this.ages.now());
		}
		List<Set<Reason>> reasons = new ArrayList<>(newestFirst.size());
		newestFirst.forEach((candidate) -> reasons.add(EnumSet.of(Reason.NO_RULE)));
		return reasons;
	}

	/** Takes the oldest that may go until the rest fits; the newest stays. */
	private void shrink(List<RetentionCandidate> settled, List<Set<Reason>> reasons) {
		Long most = this.policy.maxTotalSize();
		if (most == null) {
			return;
		}
		long total = 0;
		for (int i = 0; i < settled.size(); i++) {
			total += reasons.get(i).isEmpty() ? 0 : settled.get(i).size();
		}
		for (int i = settled.size() - 1; i >= 0 && total > most; i--) {
			if (i == 0) {
				reasons.get(i).add(Reason.LAST_OF_GROUP);
			}
			else if (!reasons.get(i).isEmpty() && !isProtected(settled.get(i))) {
				reasons.get(i).clear();
				total -= settled.get(i).size();
			}
		}
	}

	/** The newest ones are; a time in the future has no age at all. */
	private boolean isYoung(RetentionCandidate candidate) {
		return candidate.time().isAfter(this.ages.settled());
	}

	private boolean isProtected(RetentionCandidate candidate) {
		return candidate.timesDisagree() && !this.force;
	}

	/**
	 * What stays and what goes.
	 *
	 * @param keep what stays, newest first
	 * @param remove what goes, oldest first, so that an end in between leaves the newest
	 */
	record Decision(List<Kept> keep, List<RetentionCandidate> remove) {

		static Decision of(List<RetentionCandidate> newestFirst, List<Set<Reason>> reasons) {
			List<Kept> keep = new ArrayList<>();
			List<RetentionCandidate> remove = new ArrayList<>();
			for (int i = 0; i < newestFirst.size(); i++) {
				if (reasons.get(i).isEmpty()) {
					remove.add(newestFirst.get(i));
				}
				else {
					keep.add(new Kept(newestFirst.get(i), reasons.get(i)));
				}
			}
			Collections.reverse(remove);
			return new Decision(keep, remove);
		}

	}

	/** One that stays, with every reason. */
	record Kept(RetentionCandidate candidate, Set<Reason> reasons) {
	}

}
