package io.coffer.logins;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import io.coffer.callers.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

class LoginDecoderTests {

	private static final String ISSUER = "https://issuer.example";

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

	private final RSAKey rsa = rsa();

	private final ECKey ec = HostileIssuer.newKey();

	private final OctetSequenceKey secret = secret();

	@ParameterizedTest
	@CsvSource({ "RS256, RS256", "RS384, RS384", "PS256, PS256" })
	void theAlgorithmsThatAreNamedAreTaken(SignatureAlgorithm named, String used) {
		assertThat(decoder(Set.of(named)).find(signed(this.rsa, used, 300))).isPresent();
		assertThat(decoder(Set.of(SignatureAlgorithm.RS512)).find(signed(this.rsa, used, 300))).isEmpty();
	}

	@Test
	void aKeyOfAnotherKindIsNotTried() {
		assertThat(decoder(Set.of(SignatureAlgorithm.ES256)).find(signed(this.ec, "ES256", 300))).isPresent();
		assertThat(decoder(Set.of(SignatureAlgorithm.RS256)).find(signed(this.ec, "ES256", 300))).isEmpty();
	}

	/** Even where an issuer shows one among its keys, by mistake. */
	@Test
	void aSharedSecretIsNeverTaken() {
		for (SignatureAlgorithm named : SignatureAlgorithm.values()) {
			assertThat(decoder(Set.of(named)).find(signed(this.secret, "HS256", 300))).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { -59, 0, 3_000_000_000L })
	void aTokenIsTakenUntilAMinuteAfterItsEnd(long end) {
		assertThat(decoder(Set.of(SignatureAlgorithm.ES256)).find(signed(this.ec, "ES256", end))).isPresent();
	}

	@ParameterizedTest
	@ValueSource(longs = { -61, -86_400 })
	void oneThatHasEndedBeforeIsNot(long end) {
		assertThat(decoder(Set.of(SignatureAlgorithm.ES256)).find(signed(this.ec, "ES256", end))).isEmpty();
	}

	private LoginDecoder decoder(Set<SignatureAlgorithm> algorithms) {
		Issuer issuer = new Issuer(ISSUER, Optional.empty(), algorithms, "coffer", "sub", "app-", Optional.empty(),
				Role.DEVICE, false);
		return new LoginDecoder(issuer, new ImmutableJWKSet<>(new JWKSet(List.of(this.rsa, this.ec, this.secret))),
				Clock.fixed(TIME, ZoneOffset.UTC));
	}

	private static String signed(JWK key, String algorithm, long end) {
		return HostileIssuer.sign(key, new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID(key.getKeyID()),
				HostileIssuer.claims(ISSUER, Map.of("exp", TIME.getEpochSecond() + end)));
	}

	private static RSAKey rsa() {
		try {
			return new RSAKeyGenerator(2048).keyID("rsa").generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static OctetSequenceKey secret() {
		try {
			return new OctetSequenceKeyGenerator(256).keyID("secret").generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
