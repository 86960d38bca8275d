package io.coffer.client;

import io.coffer.problems.KebabCase;
import org.jspecify.annotations.Nullable;

/** How an S3 call ended, by the answer to its last try. */
enum CallOutcome {

	SUCCESS, CLIENT_ERROR, SERVER_ERROR, THROTTLED, NO_ANSWER;

	/**
	 * Judges a call.
	 * @param successful whether it gave a result
	 * @param status the last answer's HTTP status, or null if none came
	 * @param error the SDK's word for what went wrong, or empty
	 */
	static CallOutcome of(boolean successful, @Nullable Integer status, String error) {
		if (successful) {
			return SUCCESS;
		}
		if (status == null) {
			return NO_ANSWER;
		}
		if (status == 429 || status == 503 || error.equals("Throttling")) {
			return THROTTLED;
		}
		return (status >= 300 && status < 500) ? CLIENT_ERROR : SERVER_ERROR;
	}

	String tag() {
		return KebabCase.of(this);
	}

}
