package io.coffer.logins;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.coffer.callers.Caller;
import io.coffer.callers.Role;
import io.coffer.callers.Vault;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import tools.jackson.databind.json.JsonMapper;

class CallerClaimsTests {

	private static final String ISSUER = "https://issuer.example/";

	/** The digests are those of {@code JSON.stringify} and {@code createHash} in Node. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"user-1"              | app-e7ad07e06ca7b1e0c1918d3ed1d6c999
			"42"                  | app-62d27769841e2c3032bb844f41803699
			42                    | app-aab45ea68c9607bd983689c300f0bd27
			"Zoë \\"/\\\\ <b>"    | app-6a7b7b0a23f42dfe8b10992ec62381f7
			""")
	void aVaultIsNamedByTheDigestOfIssuerAndClaim(String claim, String vault) {
		assertThat(vault(hashed("sub"), "{\"sub\":" + claim + "}")).hasValue(new Vault(vault));
	}

	@Test
	void equalClaimsOfTwoIssuersAreTwoVaults() {
		Issuer other = new Issuer(ISSUER + "b", Optional.empty(), Set.of(), "coffer", "sub", "app-", Optional.empty(),
				Role.DEVICE, false);

		assertThat(vault(other, "{\"sub\":\"user-1\"}")).isNotEqualTo(vault(hashed("sub"), "{\"sub\":\"user-1\"}"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"team\":null}", "{\"team\":\"\"}", "{\"team\":\" \"}", "{\"team\":true}",
			"{\"team\":[\"a\"]}", "{\"team\":{\"a\":1}}", "{\"team\":1.5}", "{\"team\":1.0}",
			"{\"team\":12345678901234567890}", "{\"team\":\"a\\u0000b\"}", "{\"team\":\"\\ud800\"}" })
	void aClaimThatNamesNobodyOpensNoVault(String claims) {
		assertThat(vault(hashed("team"), claims)).isEmpty();
		assertThat(vault(verbatim("team"), claims)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"elta"    | delta
			"-7"      | d-7
			-7        | d-7
			7001      | d7001
			"vaults"  | dvaults
			""")
	void aClaimIsTakenAsItStands(String claim, String vault) {
		assertThat(vault(verbatim("team"), "{\"team\":" + claim + "}")).hasValue(new Vault(vault));
	}

	@ParameterizedTest
	@ValueSource(strings = { "efault", "Elta", "a.b", "a/b", "..", "a b", "x-", "é", "a",
			"a12345678901234567890123456789012345678901234567890123456789012" })
	void aClaimThatMakesNoNameOrTheDefaultVaultsIsRefused(String claim) {
		assertThat(vault(verbatim("team"), Map.of("team", claim))).isEmpty();
	}

	@Test
	void aLoginWithoutADeviceIsCalledByItsSubjectAndNamesAnyDevice() {
		Caller caller = caller(hashed("team"), Map.of("team", "t", "sub", "alice")).orElseThrow();

		assertThat(caller.name()).isEqualTo("alice");
		assertThat(caller.mayActAs("any other")).isTrue();
	}

	@Test
	void aSubjectThatIsNoNameIsCalledByItsDigest() {
		assertThat(caller(hashed("team"), Map.of("team", "t", "sub", "auth0|7")).map(Caller::name))
			.hasValueSatisfying((name) -> assertThat(name).matches("[0-9a-f]{32}"))
			.isNotEqualTo(caller(hashed("team"), Map.of("team", "t", "sub", "auth0|8")).map(Caller::name));
		assertThat(caller(hashed("team"), Map.of("team", "t")).map(Caller::name)).hasValue("t");
	}

	@Test
	void aLoginOfADeviceIsThatDeviceAlone() {
		Caller caller = caller(devices(Role.DEVICE), Map.of("sub", "alice", "dev", "laptop")).orElseThrow();

		assertThat(caller.name()).isEqualTo("laptop");
		assertThat(caller.mayActAs("laptop")).isTrue();
		assertThat(caller.mayActAs("alice")).isFalse();
		assertThat(
				caller(devices(Role.OPERATOR), Map.of("sub", "alice", "dev", "laptop")).orElseThrow().mayActAs("alice"))
			.isTrue();
	}

	@Test
	void aLoginThatShouldNameItsDeviceAndDoesNotIsRefused() {
		assertThat(caller(devices(Role.DEVICE), Map.of("sub", "alice"))).isEmpty();
		assertThat(caller(devices(Role.DEVICE), Map.of("sub", "alice", "dev", ".laptop"))).isEmpty();
		assertThat(caller(devices(Role.DEVICE), Map.of("sub", "alice", "dev", false))).isEmpty();
	}

	private static Issuer hashed(String claim) {
		return issuer(claim, "app-", Optional.empty(), Role.DEVICE, false);
	}

	private static Issuer verbatim(String claim) {
		return issuer(claim, "d", Optional.empty(), Role.DEVICE, true);
	}

	private static Issuer devices(Role role) {
		return issuer("sub", "app-", Optional.of("dev"), role, false);
	}

	private static Issuer issuer(String claim, String prefix, Optional<String> device, Role role, boolean verbatim) {
		return new Issuer(ISSUER, Optional.empty(), Set.of(SignatureAlgorithm.RS256), "coffer", claim, prefix, device,
				role, verbatim);
	}

	private static Optional<Vault> vault(Issuer issuer, Map<String, Object> claims) {
		return vault(issuer, new JsonMapper().writeValueAsString(claims));
	}

	private static Optional<Vault> vault(Issuer issuer, String claims) {
		return caller(issuer, claims).map(Caller::vault);
	}

	private static Optional<Caller> caller(Issuer issuer, Map<String, Object> claims) {
		return caller(issuer, new JsonMapper().writeValueAsString(claims));
	}

	/** As the decoder reads them. */
	private static Optional<Caller> caller(Issuer issuer, String claims) {
		try {
			return new CallerClaims(issuer).caller(JSONObjectUtils.parse(claims));
		}
		catch (ParseException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
