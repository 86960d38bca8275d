package io.coffer.security;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jwt.JWTClaimsSet;
import io.coffer.keys.EncryptionKeys;
import io.coffer.keys.KeyUse;
import io.coffer.keys.Signatures;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The administrator's sessions in a browser, so that the admin token itself need not be
 * there. Nothing is kept of them: any replica knows them by their signature. All end with
 * the admin token, each by itself in time.
 */
@Component
public class AdminSessions {

	/** The claim {@code iss} of each. */
	static final String ISSUER = "coffer-session";

	private static final String ADMIN = "admin";

	/** Of the token's hash: enough to tell two apart. */
	private static final int FINGERPRINT = 16;

	private final Signatures signatures;

	private final AdminToken admin;

	private final Clock clock;

	AdminSessions(EncryptionKeys keys, AdminToken admin, Clock clock) {
		this.signatures = new Signatures(keys, KeyUse.SESSIONS, "coffer-session+jwt");
		this.admin = admin;
		this.clock = clock;
	}

	/**
	 * Begins a session.
	 * @throws ProblemException {@link ProblemType#DATA_DIRECTORY_FAILED} if there is no
	 * key yet and a new one cannot be kept
	 */
	public Session begin(Duration lifetime) {
		Instant end = this.clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
		JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(ISSUER)
			.claim(ADMIN, fingerprint())
			.expirationTime(Date.from(end))
			.build();
		byte[] content = claims.toString().getBytes(StandardCharsets.UTF_8);
		return new Session(this.signatures.sign(Map.of(), content).serialize(), end);
	}

	/** The admin's own token, if a session of it that has not ended has that one. */
	Optional<TokenRecord> find(Token text) {
		try {
			JWSObject signed = JWSObject.parse(text.value());
			return this.signatures.isOurs(signed) && isInForce(JWTClaimsSet.parse(signed.getPayload().toString()))
					? Optional.of(this.admin.known()) : Optional.empty();
		}
		catch (ParseException | IllegalArgumentException | ProblemException ex) {
			return Optional.empty();
		}
	}

	private boolean isInForce(JWTClaimsSet claims) throws ParseException {
		return ISSUER.equals(claims.getIssuer()) && fingerprint().equals(claims.getStringClaim(ADMIN))
				&& claims.getExpirationTime() != null
				&& this.clock.instant().isBefore(claims.getExpirationTime().toInstant());
	}

	private String fingerprint() {
		return this.admin.known().hash().hex().substring(0, FINGERPRINT);
	}

	/**
	 * A session that has just begun.
	 *
	 * @param token what its browser shows from now on
	 * @param expiresAt when it ends, to the second
	 */
	public record Session(String token, Instant expiresAt) {

		@Override
		public String toString() {
			return "Session[expiresAt=" + this.expiresAt + "]";
		}

	}

}
