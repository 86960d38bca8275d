package io.coffer.logins;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose logins open vaults.
 *
 * @param issuers those who sign the tokens of logins, such as an OpenID provider
 */
@ConfigurationProperties("coffer.security.jwt")
record LoginProperties(@DefaultValue List<IssuerProperties> issuers) {

	/**
	 * One issuer.
	 *
	 * @param issuer what the claim {@code iss} of its tokens says, exactly: an https URL
	 * @param jwkSetUri where its public keys are; without it, where the issuer's
	 * {@code /.well-known/openid-configuration} says
	 * @param algorithms what it may sign with: RS256, RS384, RS512, PS256, PS384, PS512,
	 * ES256, ES384, ES512
	 * @param audience what the claim {@code aud} must contain: Coffer's own name there
	 * @param vaultClaim the claim that tells vaults apart, which users must not be able
	 * to choose
	 * @param vaultPrefix what the names of its vaults begin with; no issuer's begins with
	 * another's
	 * @param deviceClaim the claim with the device's name; without it, a user names
	 * devices freely in the own vault
	 * @param role what its tokens may do: device or operator
	 * @param vaultClaimVerbatim whether a vault is named by the prefix and the claim as
	 * they stand, and not by a digest of issuer and claim
	 */
	record IssuerProperties(@Nullable String issuer, @Nullable String jwkSetUri, @DefaultValue( {
			"RS256", "ES256" }) List<String> algorithms, @Nullable String audience,
			@DefaultValue("sub") String vaultClaim, @Nullable String vaultPrefix, @Nullable String deviceClaim,
			@DefaultValue("device") String role, @DefaultValue("false") boolean vaultClaimVerbatim){
	}

}
