package io.coffer.retention;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Shows and keeps the policy, previews and applies it. */
@RestController
class RetentionController implements RetentionApi {

	private final RetentionService retention;

	RetentionController(RetentionService retention) {
		this.retention = retention;
	}

	@Override
	public RetentionView get() {
		return this.retention.view();
	}

	@Override
	public RetentionView put(RetentionPolicy policy) {
		return this.retention.replace(policy);
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
