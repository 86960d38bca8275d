package io.coffer.logins;

import io.coffer.callers.Role;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/**
 * An issuer whose settings can work.
 *
 * @param name what the claim {@code iss} says
 * @param keys where its keys are, unless its discovery document says it
 * @param algorithms what it may sign with
 * @param audience what the claim {@code aud} contains
 * @param vaultClaim the claim that tells vaults apart
 * @param vaultPrefix what the names of its vaults begin with
 * @param deviceClaim the claim with the device's name, if there is one
 * @param role what its tokens may do
 * @param verbatim whether vaults are named by the claim as it stands
 */
record Issuer(String name, Optional<URI> keys, Set<SignatureAlgorithm> algorithms, String audience, String vaultClaim,
		String vaultPrefix, Optional<String> deviceClaim, Role role, boolean verbatim) {
}
