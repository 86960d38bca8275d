package io.coffer.logins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.callers.Role;
import io.coffer.problems.StartRefusedException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

class IssuersTests {

	private static final String PREFIX = "coffer.security.jwt.issuers[0].";

	private final Map<String, Object> properties = new HashMap<>(Map.of(PREFIX + "issuer", "https://login.example.org/",
			PREFIX + "audience", "coffer", PREFIX + "vault-prefix", "app-"));

	@Test
	void whatIsLeftOutIsTheDefault() {
		assertThat(issuers()).containsExactly(new Issuer("https://login.example.org/", Optional.empty(),
				Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256), "coffer", "sub", "app-", Optional.empty(),
				Role.DEVICE, false));
	}

	@Test
	void everythingCanBeSaidInTheEnvironment() {
		String prefix = "COFFER_SECURITY_JWT_ISSUERS_0_";
		Map<String, Object> variables = Map.of(prefix + "ISSUER", "http://127.0.0.1:9000", prefix + "JWK_SET_URI",
				"https://keys.example.org/jwks", prefix + "ALGORITHMS", "PS512, ES384", prefix + "AUDIENCE", "backups",
				prefix + "VAULT_CLAIM", "https://example.org/tenant", prefix + "VAULT_PREFIX", "t", prefix + "ROLE",
				"operator", prefix + "DEVICE_CLAIM", "dev", prefix + "VAULT_CLAIM_VERBATIM", "true");

		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));

		assertThat(Issuers.of(Binder.get(environment).bindOrCreate("coffer.security.jwt", LoginProperties.class)))
			.containsExactly(
					new Issuer("http://127.0.0.1:9000", Optional.of(URI.create("https://keys.example.org/jwks")),
							Set.of(SignatureAlgorithm.PS512, SignatureAlgorithm.ES384), "backups",
							"https://example.org/tenant", "t", Optional.of("dev"), Role.OPERATOR, true));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			issuer       |                                  | is missing
			issuer       | login.example.org                | https://
			issuer       | http://login.example.org         | https://
			issuer       | http://localhost.example.org     | https://
			issuer       | http://127.0.0.1.example.org     | https://
			issuer       | https://user@login.example.org   | https://
			issuer       | https://login.example.org?a=b    | https://
			issuer       | https://login.example.org#a      | https://
			issuer       | https:login                      | https://
			issuer       | coffer                           | https://
			issuer       | "https://login.example.org "     | https://
			jwk-set-uri  | http://keys.example.org/jwks     | https://
			jwk-set-uri  | file:///etc/keys.json            | https://
			jwk-set-uri  | keys                             | https://
			algorithms   | HS256                            | private key
			algorithms   | RS256,HS512                      | private key
			algorithms   | none                             | private key
			algorithms   | rs256                            | RS256
			audience     |                                  | is missing
			audience     | " "                              | is missing
			vault-claim  | aud                              | does not tell one user from another
			vault-claim  | jti                              | does not tell one user from another
			device-claim | iss                              | does not tell one user from another
			vault-prefix |                                  | is missing
			vault-prefix | -app                             | 1 to 31 of a-z
			vault-prefix | App-                             | 1 to 31 of a-z
			vault-prefix | app.                             | 1 to 31 of a-z
			vault-prefix | a2345678901234567890123456789012 | 1 to 31 of a-z
			role         | admin                            | never an admin's
			role         | king                             | 'device' or 'operator'
			""")
	void whatCannotWorkStopsTheStartAndIsNamed(String name, String value, String why) {
		if (value == null) {
			this.properties.remove(PREFIX + name);
		}
		else {
			this.properties.put(PREFIX + name, value);
		}

		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(this::issuers)
			.withMessageStartingWith(PREFIX + name + " ")
			.withMessageContaining(why);
	}

	@ParameterizedTest
	@ValueSource(strings = { "app-", "app-b-", "app", "a" })
	void aPrefixThatBeginsAnotherStopsTheStart(String other) {
		second("https://other.example.org", other);

		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(this::issuers)
			.withMessageStartingWith("coffer.security.jwt.issuers[1].vault-prefix ")
			.withMessageContaining("'app-'");
	}

	@Test
	void oneIssuerTwiceStopsTheStart() {
		second("https://login.example.org/", "b-");

		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(this::issuers)
			.withMessageStartingWith("coffer.security.jwt.issuers[1].issuer ");
	}

	@Test
	void issuersThatDifferByASlashAreTwo() {
		second("https://login.example.org", "b-");

		assertThat(issuers()).hasSize(2);
	}

	private void second(String issuer, String prefix) {
		String second = "coffer.security.jwt.issuers[1].";
		this.properties
			.putAll(Map.of(second + "issuer", issuer, second + "audience", "coffer", second + "vault-prefix", prefix));
	}

	private List<Issuer> issuers() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("settings", this.properties));
		return Issuers.of(Binder.get(environment).bindOrCreate("coffer.security.jwt", LoginProperties.class));
	}

}
