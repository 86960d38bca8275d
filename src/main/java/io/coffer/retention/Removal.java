package io.coffer.retention;

import io.coffer.audit.Action;
import io.coffer.audit.AuditEvent;
import io.coffer.backups.Backups;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.retention.RetentionEngine.Decision;
import io.coffer.retention.RetentionReport.AppliedGroup;
import io.coffer.retention.RetentionReport.FailedRemoval;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Removes what was decided to go, and counts it. */
@Component
class Removal {

	private static final Logger logger = LoggerFactory.getLogger(Removal.class);

	private static final String METRIC = "coffer.retention.removed";

	private final Backups backups;

	private final ApplicationEventPublisher events;

	private final Counter removed;

	private final Counter failed;

	Removal(Backups backups, ApplicationEventPublisher events, MeterRegistry metrics) {
		this.backups = backups;
		this.events = events;
		this.removed = counter(metrics, "removed");
		this.failed = counter(metrics, "failed");
	}

	/**
	 * Tries each one, whatever becomes of the others; only a store that cannot be reached
	 * is not asked again. Ends early, without a word on the rest, once it may not go on.
	 */
	AppliedGroup remove(Group group, Decision decision, BooleanSupplier goOn) {
		List<String> deleted = new ArrayList<>();
		List<FailedRemoval> failures = new ArrayList<>();
		long freed = 0;
		ProblemType gone = null;
		for (Snapshot snapshot : decision.remove()) {
			if (!goOn.getAsBoolean()) {
				break;
			}
			ProblemType problem = (gone != null) ? gone : delete(snapshot);
			if (problem == null) {
				deleted.add(snapshot.key());
				freed += snapshot.size();
			}
			else {
				failures.add(new FailedRemoval(snapshot.key(), problem.code()));
				gone = endsAll(problem) ? problem : null;
			}
		}
		this.removed.increment(deleted.size());
		this.failed.increment(failures.size());
		if (!decision.remove().isEmpty()) {
			logger.info("Retention removed {} of {} backups of {} on {}; {} failed", deleted.size(),
					decision.remove().size() + decision.keep().size(), group.application(), group.device(),
					failures.size());
		}
		return new AppliedGroup(group.application(), group.device(), decision.keep().size(), deleted, failures, freed);
	}

	private @Nullable ProblemType delete(Snapshot snapshot) {
		String key = snapshot.key();
		try {
			AuditEvent.of(Action.RETENTION_REMOVE, key)
				.ofSize(snapshot.size())
				.around(this.events, () -> this.backups.delete(key));
			return null;
		}
		catch (ProblemException ex) {
			logger.warn("Retention cannot remove {}: {}", key, ex.getMessage());
			return ex.type();
		}
		catch (RuntimeException ex) {
			logger.warn("Retention cannot remove {}", key, ex);
			return ProblemType.INTERNAL_ERROR;
		}
	}

	private static boolean endsAll(ProblemType problem) {
		return problem == ProblemType.STORAGE_UNREACHABLE || problem == ProblemType.NOT_CONFIGURED;
	}

	private static Counter counter(MeterRegistry metrics, String outcome) {
		return Counter.builder(METRIC)
			.description("Backups that retention was to remove")
			.tag("outcome", outcome)
			.register(metrics);
	}

}
