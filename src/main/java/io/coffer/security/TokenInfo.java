package io.coffer.security;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token that is in force, without the token.
 *
 * @param createdAt when it was made; absent for one of the configuration
 * @param expiresAt when it ends by itself; absent if never
 * @param managed whether it comes from the configuration, and cannot be changed over HTTP
 */
public record TokenInfo(@Nullable Instant createdAt, @Nullable Instant expiresAt, boolean managed) {

	static final TokenInfo CONFIGURED = new TokenInfo(null, null, true);

	static TokenInfo of(IssuedToken token) {
		return new TokenInfo(token.createdAt(), token.expiresAt(), false);
	}

}
