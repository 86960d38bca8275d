package io.coffer.security;

import java.time.Instant;
import java.util.Objects;

/**
 * A device token that was made over HTTP.
 *
 * @param name the device
 * @param hash what is kept of the token
 * @param createdAt when it was made
 */
record IssuedToken(DeviceName name, TokenHash hash, Instant createdAt) {

	IssuedToken {
		Objects.requireNonNull(createdAt, "createdAt");
	}

	TokenRecord known() {
		return new TokenRecord(new Caller(this.name.value(), Role.DEVICE), this.hash);
	}

}
