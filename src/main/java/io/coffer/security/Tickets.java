package io.coffer.security;

import com.nimbusds.jose.JWSObject;
import io.coffer.callers.DeviceName;
import io.coffer.callers.Vault;
import io.coffer.keys.EncryptionKeys;
import io.coffer.keys.KeyUse;
import io.coffer.keys.Signatures;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tickets for straight uploads. Nothing is kept of them: any replica knows them by their
 * signature, and whether the token that they were made with is still in force.
 */
@Component
public class Tickets {

	private static final String TYPE = "coffer-ticket+json";

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Signatures signatures;

	private final IssuedTokens issued;

	private final ConfiguredTokens configured;

	private final Logins logins;

	private final Clock clock;

	Tickets(EncryptionKeys keys, IssuedTokens issued, ConfiguredTokens configured, Logins logins, Clock clock) {
		this.signatures = new Signatures(keys, KeyUse.TICKETS, TYPE);
		this.issued = issued;
		this.configured = configured;
		this.logins = logins;
		this.clock = clock;
	}

	/**
	 * Makes a ticket that lasts no longer than the token that the caller has shown.
	 * @param application what it is for alone, or null for anything
	 * @param lifetime the most that it lasts
	 * @throws ProblemException {@link ProblemType#DATA_DIRECTORY_FAILED} if there is no
	 * key yet and a new one cannot be kept
	 */
	public NewTicket issue(Authentication caller, Vault vault, DeviceName device, @Nullable String application,
			Duration lifetime) {
		Instant last = this.clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
		Ticket ticket = ticket(credential(caller), vault, device, application, last);
		byte[] content = JSON.writeValueAsBytes(ticket);
		return new NewTicket(this.signatures.sign(Map.of(), content).serialize(), ticket.expiresAt());
	}

	private static Credential credential(Authentication caller) {
		return (Credential) Objects.requireNonNull(caller.getCredentials());
	}

	private static Ticket ticket(Credential token, Vault vault, DeviceName device, @Nullable String application,
			Instant last) {
		String name = device.value();
		if (token instanceof IssuedToken made) {
			Instant end = (made.expiresAt() != null && made.expiresAt().isBefore(last)) ? made.expiresAt() : last;
			return new Ticket(name, vault.name(), application, end, made, null, null);
		}
		if (token instanceof Logins.LoginToken login) {
			Instant end = login.expiresAt().isBefore(last) ? login.expiresAt() : last;
			return new Ticket(name, vault.name(), application, end, null, null, login.issuer());
		}
		return new Ticket(name, vault.name(), application, last, null, token.caller().name(), null);
	}

	/**
	 * The ticket that we have signed, if it is in force.
	 * @throws ProblemException as {@link IssuedTokens#isNotRevoked} does
	 */
	Optional<Ticket> find(Token text) {
		return read(text.value()).filter((ticket) -> this.clock.instant().isBefore(ticket.expiresAt()))
			.filter(this::isNotRevoked);
	}

	/**
	 * Whether the token that a ticket was made with is still in force, or the login still
	 * taken.
	 * @throws ProblemException as {@link IssuedTokens#isNotRevoked} does
	 */
	boolean isNotRevoked(Ticket ticket) {
		if (ticket.issued() != null) {
			return this.issued.isNotRevoked(ticket.issued());
		}
		if (ticket.issuer() != null) {
			return this.logins.isIssuer(ticket.issuer());
		}
		return ticket.configured() != null && this.configured.has(ticket.configured());
	}

	private Optional<Ticket> read(String text) {
		try {
			JWSObject signed = JWSObject.parse(text);
			return this.signatures.isOurs(signed)
					? Optional.of(JSON.readValue(signed.getPayload().toBytes(), Ticket.class)) : Optional.empty();
		}
		catch (ParseException | IllegalArgumentException | JacksonException | ProblemException ex) {
			return Optional.empty();
		}
	}

	/**
	 * A ticket that was just made.
	 *
	 * @param value what stands in the path
	 * @param expiresAt when it ends
	 */
	public record NewTicket(String value, Instant expiresAt) {

		@Override
		public String toString() {
			return "NewTicket[expiresAt=" + this.expiresAt + "]";
		}

	}

}
