package io.coffer.retention;

import io.coffer.audit.Action;
import io.coffer.audit.AuditEvent;
import io.coffer.backups.BackupSession;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.retention.RetentionEngine.Decision;
import io.coffer.retention.RetentionReport.AppliedGroup;
import io.coffer.retention.RetentionReport.FailedRemoval;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Removes what was decided to go, and counts it. */
@Component
class RetentionRemover {

	private static final Logger logger = LoggerFactory.getLogger(RetentionRemover.class);

	private static final String METRIC = "coffer.retention.removed";

	private final ApplicationEventPublisher events;

	private final Counter removed;

	private final Counter failed;

	RetentionRemover(ApplicationEventPublisher events, MeterRegistry metrics) {
		this.events = events;
		this.removed = counter(metrics, "removed");
		this.failed = counter(metrics, "failed");
	}

	/**
	 * Tries each one, whatever becomes of the others. Ends early, and the rest stays,
	 * once it may not go on.
	 */
	AppliedGroup remove(Vault vault, BackupSession session, RetentionGroup group, Decision decision,
			BooleanSupplier goOn) {
		List<String> deleted = new ArrayList<>();
		List<FailedRemoval> failures = new ArrayList<>();
		long freed = 0;
		for (RetentionCandidate candidate : decision.remove()) {
			if (!goOn.getAsBoolean()) {
				break;
			}
			try {
				AuditEvent.of(Action.RETENTION_REMOVE, candidate.key())
					.in(vault)
					.ofSize(candidate.size())
					.around(this.events, () -> session.delete(candidate.key()));
				deleted.add(candidate.key());
				freed += candidate.size();
			}
			catch (ProblemException ex) {
				warnOfFirst(failures, candidate, ex);
				failures.add(new FailedRemoval(candidate.key(), ex.type().code()));
			}
		}
		int all = decision.keep().size() + decision.remove().size();
		this.removed.increment(deleted.size());
		this.failed.increment(failures.size());
		if (!decision.remove().isEmpty()) {
			logger.info("Retention removed {} of {} backups of {} on {}; {} failed", deleted.size(), all,
					group.application(), group.device(), failures.size());
		}
		return new AppliedGroup(group.application(), group.device(), all - deleted.size() - failures.size(), deleted,
				failures, freed);
	}

	/** The rest of a group is only counted: it may be thousands. */
	private static void warnOfFirst(List<FailedRemoval> before, RetentionCandidate candidate,
			ProblemException problem) {
		if (before.isEmpty()) {
			logger.warn("Retention cannot remove {}: {}", candidate.key(), problem.getMessage());
		}
	}

	private static Counter counter(MeterRegistry metrics, String outcome) {
		return Counter.builder(METRIC)
			.description("Backups that retention was to remove")
			.tag("outcome", outcome)
			.register(metrics);
	}

}
