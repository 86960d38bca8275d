package io.coffer.retention;

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
	public RetentionReport apply(boolean force) {
		return this.retention.apply(force);
	}

}
