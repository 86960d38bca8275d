package io.coffer.console;

import io.coffer.audit.Action;
import io.coffer.audit.AuditEvent;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.security.AdminSessions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Gives a session for the code of the start. */
@Service
class SignInService {

	private final SignInCode code;

	private final AdminSessions sessions;

	private final ConsoleProperties properties;

	private final ApplicationEventPublisher events;

	SignInService(SignInCode code, AdminSessions sessions, ConsoleProperties properties,
			ApplicationEventPublisher events) {
		this.code = code;
		this.sessions = sessions;
		this.properties = properties;
		this.events = events;
	}

	/**
	 * Uses the code up.
	 * @throws ProblemException {@link ProblemType#UNAUTHENTICATED} if it is not the code,
	 * or no longer; {@link ProblemType#DATA_DIRECTORY_FAILED}
	 */
	SignedIn signIn(String typed) {
		return AuditEvent.of(Action.SIGN_IN, "admin").around(this.events, () -> {
			if (!this.code.use(typed)) {
				throw new ProblemException(ProblemType.UNAUTHENTICATED,
						"The code is not valid: it works once, for some minutes after the start.")
					.hint("Sign in with a token, or start Coffer again and use the URL in its log.");
			}
			return SignedIn.of(this.sessions.begin(this.properties.sessionLifetime()));
		}, (event, session) -> event);
	}

}
