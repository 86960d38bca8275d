package io.coffer.retention;

import io.coffer.audit.Action;
import io.coffer.audit.AuditEvent;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.retention.RetentionService.RetentionView;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.web.bind.annotation.RestController;

/** Shows and keeps the policy, previews and applies it. */
@RestController
class RetentionController implements RetentionApi {

	private final RetentionService retention;

	private final ApplicationEventPublisher events;

	RetentionController(RetentionService retention, ApplicationEventPublisher events) {
		this.retention = retention;
		this.events = events;
	}

	@Override
	public RetentionView get() {
		return this.retention.view();
	}

	@Override
	public RetentionView put(RetentionPolicy policy) {
		return AuditEvent.of(Action.RETENTION_CHANGE, policy.toString())
			.around(this.events, () -> this.retention.replace(policy), (event, view) -> event);
	}

	@Override
	public RetentionPreview preview(@Nullable RetentionPolicy policy, boolean force) {
		return this.retention.preview(policy, force);
	}

	@Override
	public RetentionReport apply(@Nullable RetentionPolicy policy, boolean force) {
		if (policy != null && policy.removesAnything()) {
			throw new ProblemException(ProblemType.INVALID_REQUEST,
					"Only the policy in force can be applied; nothing was removed.")
				.hint("Set it with PUT /retention first, or leave the body out.");
		}
		return this.retention.apply(force);
	}

}
