package io.coffer.retention;

import io.coffer.audit.Action;
import io.coffer.audit.AuditEvent;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
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
	public RetentionView get(Vault vault) {
		return this.retention.view(vault);
	}

	@Override
	public RetentionView put(RetentionPolicy policy, Vault vault) {
		return AuditEvent.of(Action.RETENTION_CHANGE, policy.toString())
			.in(vault)
			.around(this.events, () -> this.retention.replace(vault, policy), (event, view) -> event);
	}

	@Override
	public RetentionPreview preview(@Nullable RetentionPolicy policy, boolean force, Vault vault) {
		return this.retention.preview(vault, policy, force);
	}

	@Override
	public RetentionReport apply(@Nullable RetentionPolicy policy, boolean force, Vault vault) {
		if (policy != null && policy.removesAnything()) {
			throw new ProblemException(ProblemType.INVALID_REQUEST,
					"Only the policy in force can be applied; nothing was removed.")
				.hint("Set it with PUT /retention first, or leave the body out.");
		}
		return this.retention.apply(vault, force);
	}

}
