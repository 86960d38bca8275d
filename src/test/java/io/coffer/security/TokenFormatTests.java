package io.coffer.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.coffer.callers.Role;
import io.coffer.keys.EncryptionKey;
import io.coffer.keys.EncryptionKeys;
import io.coffer.keys.KeyUse;
import io.coffer.keys.Signatures;
import io.coffer.keys.TestKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFormatTests {

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

	private final EncryptionKeys keys = TestKeys.random();

	private final TokenFormat format = new TokenFormat(this.keys);

	private final IssuedToken token = new IssuedToken("电脑 2", Role.DEVICE, "default", "id-1", TIME, null, false);

	@Test
	void whatIsWrittenIsRead() {
		assertThat(this.format.read(this.format.write(this.token))).hasValue(this.token);

		IssuedToken limited = new IssuedToken("night", Role.OPERATOR, "default", "id-2", TIME, TIME.plusSeconds(9),
				false);
		assertThat(this.format.read(this.format.write(limited))).hasValue(limited);
	}

	@Test
	void whatAnOlderKeyHasSignedIsReadForAsLongAsItIsInTheList() {
		String written = this.format.write(this.token);
		EncryptionKeys newer = TestKeys.newerThan(this.keys);

		assertThat(new TokenFormat(newer).read(written)).hasValue(this.token);
		assertThat(new TokenFormat(TestKeys.lastOf(newer)).read(written)).hasValue(this.token);
		assertThat(this.format.read(new TokenFormat(newer).write(this.token))).isEmpty();
		assertThat(new TokenFormat(TestKeys.random()).read(written)).isEmpty();
	}

	@Test
	void whatIsNotSignedIsNoToken() {
		assertThat(this.format.read(new PlainJWT(new PlainHeader(), claims()).serialize())).isEmpty();
		String[] parts = this.format.write(this.token).split("\\.", -1);
		String none = Base64URL.encode("{\"alg\":\"none\",\"typ\":\"coffer-token+jwt\"}").toString();
		assertThat(this.format.read(none + "." + parts[1] + ".")).isEmpty();
		assertThat(this.format.read(none + "." + parts[1] + "." + parts[2])).isEmpty();
		assertThat(this.format.read(parts[0] + "." + parts[1] + ".")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "JWT", "coffer-state", "" })
	void anotherTypeIsNoToken(String type) throws Exception {
		EncryptionKey key = this.keys.first();
		JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.fingerprint());
		JWSObject signed = new JWSObject((type.isEmpty() ? header : header.type(new JOSEObjectType(type))).build(),
				new Payload(claims().toString()));
		signed.sign(new MACSigner(key.derive(KeyUse.TOKENS)));

		assertThat(this.format.read(signed.serialize())).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(value = KeyUse.class, mode = Mode.EXCLUDE, names = "TOKENS")
	void theKeyOfAnotherUseSignsNoToken(KeyUse use) {
		String signed = new Signatures(this.keys, use, "coffer-token+jwt")
			.sign(Map.of(), claims().toString().getBytes(StandardCharsets.UTF_8))
			.serialize();

		assertThat(this.format.read(signed)).isEmpty();
	}

	@Test
	void anotherAlgorithmIsRefusedWhateverSignsIt() throws Exception {
		EncryptionKey key = this.keys.first();
		JWSObject signed = new JWSObject(new JWSHeader.Builder(JWSAlgorithm.HS512).keyID(key.fingerprint())
			.type(new JOSEObjectType("coffer-token+jwt"))
			.build(), new Payload(claims().toString()));
		byte[] twice = (key.fingerprint() + key.fingerprint()).getBytes(StandardCharsets.US_ASCII);
		signed.sign(new MACSigner(twice));

		assertThat(this.format.read(signed.serialize())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "nonsense", "{\"iss\":\"coffer\"}",
			"{\"iss\":\"another\",\"sub\":\"a\",\"vault\":\"default\",\"role\":\"device\",\"jti\":\"x\",\"iat\":1}",
			"{\"iss\":\"coffer\",\"sub\":\"a\",\"vault\":\"default\",\"role\":\"king\",\"jti\":\"x\",\"iat\":1}",
			"{\"iss\":\"coffer\",\"sub\":\".a\",\"vault\":\"default\",\"role\":\"device\",\"jti\":\"x\",\"iat\":1}",
			"{\"iss\":\"coffer\",\"sub\":\"a\",\"vault\":7,\"role\":\"device\",\"jti\":\"x\",\"iat\":1}" })
	void whatWeHaveSignedAndSaysNoTokenIsNone(String claims) {
		String signed = new Signatures(this.keys, KeyUse.TOKENS, "coffer-token+jwt")
			.sign(Map.of(), claims.getBytes(StandardCharsets.UTF_8))
			.serialize();

		assertThat(this.format.read(signed)).isEmpty();
	}

	@Test
	void aTokenWithAnyOtherCharacterIsNone() {
		String written = this.format.write(this.token);
		Random random = new Random();
		String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
		for (int round = 0; round < 2000; round++) {
			int at = random.nextInt(written.length() - 1);
			char other = letters.charAt(random.nextInt(letters.length()));
			String changed = written.substring(0, at) + other + written.substring(at + 1);
			if (!changed.equals(written)) {
				assertThat(this.format.read(changed)).as(changed).isEmpty();
			}
		}
	}

	private static JWTClaimsSet claims() {
		return new JWTClaimsSet.Builder().issuer("coffer")
			.subject("laptop")
			.claim("vault", "default")
			.claim("role", "admin")
			.jwtID("x")
			.issueTime(Date.from(TIME))
			.build();
	}

}
