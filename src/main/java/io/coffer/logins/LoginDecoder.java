package io.coffer.logins;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.security.Logins.LoginToken;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Checks the tokens of one issuer, and says whose they are. */
final class LoginDecoder {

	private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

	private static final Logger logger = LoggerFactory.getLogger(LoginDecoder.class);

	private final Issuer issuer;

	private final NimbusJwtDecoder decoder;

	private final CallerClaims claims;

	LoginDecoder(Issuer issuer, JWKSource<SecurityContext> keys, Clock clock) {
		this.issuer = issuer;
		this.decoder = NimbusJwtDecoder.withJwkSource(keys)
			.jwsAlgorithms((algorithms) -> algorithms.addAll(issuer.algorithms()))
			.build();
		this.decoder.setJwtValidator(rules(issuer, clock));
		this.claims = new CallerClaims(issuer);
	}

	/**
	 * Access tokens and ID tokens, typed as RFC 9068 and RFC 7519 say or not at all; no
	 * other statement that the issuer may sign for other ends (RFC 8725, section 3.11).
	 */
	private static OAuth2TokenValidator<Jwt> rules(Issuer issuer, Clock clock) {
		JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
		type.setAllowEmpty(true);
		JwtTimestampValidator time = new JwtTimestampValidator(CLOCK_SKEW);
		time.setAllowEmptyExpiryClaim(false);
		time.setClock(clock);
		return new DelegatingOAuth2TokenValidator<>(type, time, new JwtIssuerValidator(issuer.name()),
				new JwtAudienceValidator(issuer.audience()));
	}

	/**
	 * What a token opens, or nothing.
	 * @throws ProblemException {@link ProblemType#LOGIN_UNAVAILABLE}
	 */
	Optional<LoginToken> find(String token) {
		try {
			Instant expires = Objects.requireNonNull(this.decoder.decode(token).getExpiresAt());
			// As they are: the decoder's own make a text of a number
			Map<String, Object> claims = JWSObject.parse(token).getPayload().toJSONObject();
			Optional<LoginToken> found = this.claims.caller(claims)
				.map((caller) -> new LoginToken(caller, this.issuer.name(), expires));
			if (found.isEmpty()) {
				logger.debug("Refused a token of {}: its claims {} and {} name no vault and caller", this.issuer.name(),
						this.issuer.vaultClaim(), this.issuer.deviceClaim().orElse("sub"));
			}
			return found;
		}
		catch (JwtException ex) {
			if (ex.getCause() instanceof KeySourceException keys
					&& keys.getCause() instanceof ProblemException problem) {
				throw problem;
			}
			logger.debug("Refused a token of {}: {}", this.issuer.name(), ex.getMessage());
		}
		catch (ParseException ex) {
			logger.debug("Refused a token of {}, which cannot be read", this.issuer.name());
		}
		return Optional.empty();
	}

}
