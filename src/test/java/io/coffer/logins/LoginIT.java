package io.coffer.logins;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.coffer.callers.Role;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.RunningCoffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What the logins of applications open: two real issuers, and some that cheat. */
class LoginIT extends RunningCoffer {

	private static final AuthorizationServer A = new AuthorizationServer();

	private static final AuthorizationServer B = new AuthorizationServer();

	private static final HostileIssuer HOSTILE = new HostileIssuer();

	private static final HostileIssuer TEAMS = new HostileIssuer();

	private static final HostileIssuer OPERATORS = new HostileIssuer();

	private static final HostileIssuer DEVICES = new HostileIssuer();

	private static final Map<String, Object> GOOD = Map.of("aud", "coffer");

	@DynamicPropertySource
	static void issuers(DynamicPropertyRegistry properties) {
		add(properties, 0, A.issuer(), "a-", Map.of());
		add(properties, 1, B.issuer(), "b-", Map.of());
		add(properties, 2, HOSTILE.issuer(), "h-", Map.of("jwk-set-uri", HOSTILE.keysUrl()));
		add(properties, 3, TEAMS.issuer(), "d",
				Map.of("jwk-set-uri", TEAMS.keysUrl(), "vault-claim", "team", "vault-claim-verbatim", "true"));
		add(properties, 4, OPERATORS.issuer(), "o-", Map.of("jwk-set-uri", OPERATORS.keysUrl(), "role", "operator"));
		add(properties, 5, DEVICES.issuer(), "p-", Map.of("jwk-set-uri", DEVICES.keysUrl(), "device-claim", "device"));
	}

	static void add(DynamicPropertyRegistry properties, int index, String issuer, String prefix,
			Map<String, String> more) {
		Map<String, String> all = new HashMap<>(more);
		all.putAll(Map.of("issuer", issuer, "audience", "coffer", "vault-prefix", prefix));
		all.forEach((name, value) -> properties.add("coffer.security.jwt.issuers[" + index + "]." + name, () -> value));
	}

	@AfterAll
	static void close() {
		A.close();
		B.close();
		Stream.of(HOSTILE, TEAMS, OPERATORS, DEVICES).forEach(HostileIssuer::close);
	}

	@Test
	void aLoginBacksUpAndRestoresInAVaultOfItsOwn() {
		Coffer user = as(A.token(claims("sub", "alice")));

		String key = upload(user, "?application=notes&device=laptop&filename=a.zip").hasStatus(201).key();

		assertThat(key).contains(".laptop.");
		assertThat(user.get("/backups/latest").hasStatus(200).key()).isEqualTo(key);
		assertThat(user.get("/backups/" + key + "/content").hasStatus(200).body()).isEqualTo(Archives.zip(500));
		assertThat(admin().get("/backups?vault=" + vault("a-", A.issuer(), "alice")).text()).contains(key);
		assertThat(admin().get("/backups").text()).doesNotContain(key);
	}

	@Test
	void twoUsersSeeNothingOfEachOther() {
		Coffer anna = as(A.token(claims("sub", "anna")));
		Coffer ben = as(A.token(claims("sub", "ben")));
		String key = upload(anna, "?filename=a.zip").hasStatus(201).key();

		ben.get("/backups/" + key).isProblem(404, "backup-not-found");
		ben.get("/backups/latest").isProblem(404, "backup-not-found");
		ben.get("/backups?vault=" + vault("a-", A.issuer(), "anna")).isProblem(404, "vault-not-found");
		ben.get("/backups?vault=default").isProblem(404, "vault-not-found");
		ben.delete("/backups/" + key).isProblem(403, "forbidden");
		assertThat(ben.get("/backups").hasStatus(200).text()).doesNotContain(key);
		assertThat(ben.get("/devices").hasStatus(200).text()).doesNotContain("anna");
	}

	@Test
	void oneSubjectOfTwoIssuersIsTwoUsers() {
		Coffer one = as(A.token(claims("sub", "carol")));
		Coffer other = as(B.token(claims("sub", "carol")));
		String key = upload(one, "?filename=a.zip").hasStatus(201).key();

		other.get("/backups/" + key).isProblem(404, "backup-not-found");
		assertThat(upload(other, "?filename=a.zip").hasStatus(201).key()).contains(".carol.").isNotEqualTo(key);
	}

	@Test
	void aSubjectThatIsNoDevicesNameIsAUserAllTheSame() {
		upload(as(A.token(claims("sub", "auth0|5f7c8ec7c33c6c004bbafe82"))), "?filename=a.zip").hasStatus(201);
	}

	@Test
	void timeIsKeptWithAMinuteOfGrace() {
		as(A.token(claims("sub", "dora"), -600, -30)).get("/backups").hasStatus(200);
		as(A.token(claims("sub", "dora"), 30, 600)).get("/backups").hasStatus(200);
		isRefused(A.token(claims("sub", "dora"), -600, -120));
		isRefused(A.token(claims("sub", "dora"), 120, 600));
	}

	@Test
	void theAudienceIsOneOfTheTokens() {
		as(A.token(Map.of("sub", "eve", "aud", new String[] { "another", "coffer" }))).get("/backups").hasStatus(200);
		isRefused(A.token(Map.of("sub", "eve")));
		isRefused(A.token(Map.of("sub", "eve", "aud", "another")));
		isRefused(A.token(Map.of("sub", "eve", "aud", "Coffer")));
	}

	@Test
	void whatTheHostileIssuerSignsWellIsTaken() {
		as(HOSTILE.token(Map.of())).get("/backups").hasStatus(200);
		as(HOSTILE.sign("at+jwt", HostileIssuer.claims(HOSTILE.issuer(), Map.of()))).get("/backups").hasStatus(200);
		as(HOSTILE.sign(null, HostileIssuer.claims(HOSTILE.issuer(), Map.of()))).get("/backups").hasStatus(200);
		as(HOSTILE.token(Map.of("sub", 42))).get("/backups").hasStatus(200);
	}

	@ParameterizedTest
	@MethodSource
	void claimsThatDoNotFitAreRefused(Map<String, @Nullable Object> claims) {
		isRefused(HOSTILE.token(claims));
	}

	static Stream<Map<String, @Nullable Object>> claimsThatDoNotFitAreRefused() {
		Map<String, @Nullable Object> endless = new HashMap<>();
		endless.put("exp", null);
		Map<String, @Nullable Object> nobody = new HashMap<>();
		nobody.put("sub", null);
		Map<String, @Nullable Object> everywhere = new HashMap<>();
		everywhere.put("aud", null);
		return Stream.of(endless, nobody, everywhere, Map.of("sub", ""), Map.of("sub", true), Map.of("sub", 1.5),
				Map.of("exp", "soon"), Map.of("exp", 1), Map.of("iss", HOSTILE.issuer() + "/"),
				Map.of("iss", A.issuer()), Map.of("iss", "coffer"), Map.of("iss", new String[] { HOSTILE.issuer() }),
				Map.of("iss", HOSTILE.issuer().toUpperCase(Locale.ROOT)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "coffer-token+jwt", "coffer-state", "logout+jwt", "dpop+jwt", "JOSE" })
	void aStatementOfAnotherKindIsNoLogin(String type) {
		isRefused(HOSTILE.sign(type, HostileIssuer.claims(HOSTILE.issuer(), Map.of())));
	}

	@Test
	void anotherKeyIsRefused() {
		String claims = HostileIssuer.claims(A.issuer(), Map.of());
		isRefused(HOSTILE.sign("JWT", claims));
		isRefused(HostileIssuer.sign(HostileIssuer.newKey(), "JWT", claims));
		isRefused(B.token(Map.of("aud", "coffer", "sub", "x", "iss", A.issuer())));
	}

	/** RFC 8725, section 2.1. */
	@Test
	void thePublicKeyIsNoSharedSecret() throws Exception {
		RSAKey key = (RSAKey) JWKSet.parse(A.keys()).getKeys().get(0);
		String claims = HostileIssuer.claims(A.issuer(), Map.of());
		for (byte[] secret : new byte[][] { key.toRSAPublicKey().getEncoded(),
				key.toJSONString().getBytes(StandardCharsets.UTF_8), key.getModulus().decode() }) {
			isRefused(HostileIssuer.sign(new OctetSequenceKey.Builder(secret).build(),
					new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()), claims));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "None", "HS256", "RS1", "" })
	void withoutASignatureNothingIsTaken(String algorithm) {
		String header = "{\"alg\":\"" + algorithm + "\"}";
		String payload = HostileIssuer.claims(HOSTILE.issuer(), Map.of());
		isRefused(Base64URL.encode(header) + "." + Base64URL.encode(payload) + ".");
		isRefused(Base64URL.encode(header) + "." + Base64URL.encode(payload) + ".AAAA");
	}

	@Test
	void ourOwnTokensAndTheAdminsGoOn() {
		Coffer device = device("login-neighbour");
		upload(device, "?filename=a.zip").hasStatus(201);
		admin().get("/config").hasStatus(200);
		String claims = HostileIssuer.claims("coffer", Map.of("vault", "default", "role", "operator", "jti", "x"));
		isRefused(HOSTILE.sign("coffer-token+jwt", claims));
	}

	@ParameterizedTest
	@CsvSource({ "elta, delta", "-7, d-7", "vaults, dvaults" })
	void aTeamsVaultIsCalledAsTheClaimSays(String team, String vault) {
		String key = upload(as(TEAMS.token(Map.of("team", team))), "?filename=a.zip").hasStatus(201).key();

		assertThat(admin().get("/backups?vault=" + vault).text()).contains(key);
	}

	@ParameterizedTest
	@ValueSource(strings = { "efault", "Elta", "a.b", "a/b", "", "x-" })
	void aTeamThatCannotNameAVaultIsRefused(String team) {
		isRefused(TEAMS.token(Map.of("team", team)));
	}

	@Test
	void aUserWithoutATeamIsRefused() {
		isRefused(TEAMS.token(Map.of()));
	}

	@Test
	void anOperatorDeletesInItsVaultAndChangesNoSettings() {
		Coffer operator = as(OPERATORS.token(Map.of("sub", "olga")));
		String key = upload(operator, "?filename=a.zip&device=any").hasStatus(201).key();

		operator.delete("/backups/" + key).hasStatus(204);
		operator.sendJson("PUT", "/config", "{}").isProblem(403, "forbidden");
		operator.get("/backups?vault=default").isProblem(404, "vault-not-found");
	}

	@Test
	void aLoginOfADeviceIsThatDeviceAlone() {
		Coffer laptop = as(DEVICES.token(Map.of("sub", "frida", "device", "laptop")));
		Coffer phone = as(DEVICES.token(Map.of("sub", "frida", "device", "phone")));

		String key = upload(laptop, "?filename=a.zip").hasStatus(201).key();

		assertThat(key).contains(".laptop.");
		upload(laptop, "?filename=a.zip&device=phone").isProblem(403, "foreign-device");
		phone.get("/backups/" + key).hasStatus(200);
		isRefused(DEVICES.token(Map.of("sub", "frida")));
		isRefused(DEVICES.token(Map.of("sub", "frida", "device", ".laptop")));
	}

	private static Map<String, Object> claims(String name, String value) {
		Map<String, Object> claims = new HashMap<>(GOOD);
		claims.put(name, value);
		return claims;
	}

	private static String vault(String prefix, String issuer, String subject) {
		Issuer settings = new Issuer(issuer, Optional.empty(), Set.of(), "coffer", "sub", prefix, Optional.empty(),
				Role.DEVICE, false);
		return Objects.requireNonNull(new CallerClaims(settings).caller(Map.of("sub", subject)).orElseThrow().vault())
			.name();
	}

	private void isRefused(String token) {
		Answer answer = as(token).get("/backups").isProblem(401, "unauthenticated");
		assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
	}

	private Coffer as(String token) {
		return new Coffer(this.port, token);
	}

	private static Answer upload(Coffer user, String query) {
		return user.upload(Archives.zip(500), query);
	}

}
