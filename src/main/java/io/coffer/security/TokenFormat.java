package io.coffer.security;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jwt.JWTClaimsSet;
import io.coffer.callers.DeviceName;
import io.coffer.callers.Role;
import io.coffer.callers.Vault;
import io.coffer.keys.EncryptionKeys;
import io.coffer.keys.KeyUse;
import io.coffer.keys.Signatures;
import io.coffer.problems.KebabCase;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How a token that is made over HTTP is written: as a JSON web token (RFC 7519) that
 * Coffer signs, so that a guess is refused without asking anybody.
 */
@Component
class TokenFormat {

	private static final String TYPE = "coffer-token+jwt";

	/** Who has made our tokens: the claim {@code iss} of each. */
	static final String ISSUER = "coffer";

	private static final String VAULT = "vault";

	private static final String ROLE = "role";

	private final Signatures signatures;

	TokenFormat(EncryptionKeys keys) {
		this.signatures = new Signatures(keys, KeyUse.TOKENS, TYPE);
	}

	/**
	 * The token itself.
	 * @throws ProblemException {@link ProblemType#DATA_DIRECTORY_FAILED} if there is no
	 * key yet and a new one cannot be kept
	 */
	String write(IssuedToken token) {
		JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(ISSUER)
			.subject(token.name())
			.claim(VAULT, token.vault())
			.claim(ROLE, KebabCase.of(token.role()))
			.jwtID(token.id())
			.issueTime(Date.from(token.createdAt()))
			.expirationTime((token.expiresAt() != null) ? Date.from(token.expiresAt()) : null)
			.build();
		return this.signatures.sign(Map.of(), claims.toString().getBytes(StandardCharsets.UTF_8)).serialize();
	}

	/**
	 * What a token says that we have signed, expired or not; nothing for any other, and
	 * for an admin's, which is never made so.
	 */
	Optional<IssuedToken> read(String text) {
		try {
			JWSObject object = JWSObject.parse(text);
			return this.signatures.isOurs(object)
					? Optional.of(token(JWTClaimsSet.parse(object.getPayload().toString()))) : Optional.empty();
		}
		catch (ParseException | IllegalArgumentException | NullPointerException | ProblemException ex) {
			return Optional.empty();
		}
	}

	private static IssuedToken token(JWTClaimsSet claims) throws ParseException {
		if (!ISSUER.equals(claims.getIssuer())) {
			throw new IllegalArgumentException("Another issuer");
		}
		@Nullable Date expires = claims.getExpirationTime();
		return new IssuedToken(DeviceName.of(claims.getSubject()).value(), role(claims.getStringClaim(ROLE)),
				new Vault(claims.getStringClaim(VAULT)).name(), claims.getJWTID(), claims.getIssueTime().toInstant(),
				(expires != null) ? expires.toInstant() : null, false);
	}

	private static Role role(String name) {
		return Stream.of(Role.values())
			.filter((role) -> role != Role.ADMIN && KebabCase.of(role).equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No such role"));
	}

}
