package io.coffer.security;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Every token that opens routes right now. */
@Component
class Tokens {

	private final ConfiguredTokens configured;

	private final IssuedTokens issued;

	private final Logins logins;

	private final Tickets tickets;

	private final AdminSessions sessions;

	Tokens(ConfiguredTokens configured, IssuedTokens issued, Logins logins, Tickets tickets, AdminSessions sessions) {
		this.configured = configured;
		this.issued = issued;
		this.logins = logins;
		this.tickets = tickets;
		this.sessions = sessions;
	}

	/**
	 * What a ticket opens that stood in the path, or nothing. It is no bearer token, nor
	 * is a token a ticket.
	 * @throws ProblemException as {@link #find} does
	 */
	Optional<Credential> findTicket(Token ticket) {
		return this.tickets.find(ticket).map(Credential.class::cast);
	}

	/**
	 * What a token opens, or nothing. Who it says has made it decides how it is read,
	 * before anything else is looked at: no token is tried in two ways.
	 * @throws ProblemException if Coffer made it and the bucket cannot be asked whether
	 * it is in force; {@link ProblemType#LOGIN_UNAVAILABLE} if an issuer of logins did
	 * and cannot be asked for its keys
	 */
	Optional<Credential> find(Token token) {
		String issuer = token.claimedIssuer().orElse("");
		if (issuer.equals(TokenFormat.ISSUER)) {
			return this.issued.find(token).map(Credential.class::cast);
		}
		if (issuer.equals(AdminSessions.ISSUER)) {
			return this.sessions.find(token).map(Credential.class::cast);
		}
		if (this.logins.isIssuer(issuer)) {
			return this.logins.find(issuer, token.value()).map(Credential.class::cast);
		}
		return this.configured.find(token.hash()).map(Credential.class::cast);
	}

	/**
	 * Whether a token that was found still opens routes; one that has expired meanwhile
	 * has opened them in time, and a login ends by expiring alone.
	 * @throws ProblemException as {@link #find} does
	 */
	boolean isNotRevoked(Credential token) {
		if (token instanceof Ticket ticket) {
			return this.tickets.isNotRevoked(ticket);
		}
		return !(token instanceof IssuedToken made) || this.issued.isNotRevoked(made);
	}

}
