package io.coffer.console;

import io.coffer.security.AdminSessions.Session;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * A session that has begun.
 *
 * @param token the bearer token of the session
 * @param expiresAt when it ends
 */
record SignedIn(@Schema(example = "eyJraWQiOiI1ZjBjMWQ5YTdiM2U0MjEw....mQ1bH8sVwYp2aLrE5dGfJ7iKoXtB9cM") String token,
		@Schema(example = "2025-07-11T21:30:02Z") Instant expiresAt) {

	static SignedIn of(Session session) {
		return new SignedIn(session.token(), session.expiresAt());
	}

	@Override
	public String toString() {
		return "SignedIn[expiresAt=" + this.expiresAt + "]";
	}

}
