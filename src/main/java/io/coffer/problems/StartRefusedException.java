package io.coffer.problems;

import org.jspecify.annotations.Nullable;

/**
 * Coffer does not start like this. The message says what is wrong and what to do, since
 * it is all that the log shows; it never holds a secret.
 */
public final class StartRefusedException extends IllegalStateException {

	/** Refuses the start for that reason. */
	public StartRefusedException(String message) {
		this(message, null);
	}

	/** Refuses the start because of a failure. */
	public StartRefusedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
