package io.coffer.security;

import io.coffer.callers.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Tokens that the configuration gives, by their hashes.
 *
 * @param tokens tokens that work beside the admin's and those made over HTTP
 */
@Validated
@ConfigurationProperties("coffer.security")
record TokenProperties(@DefaultValue List<@Valid ConfiguredToken> tokens) {

	/**
	 * One configured token.
	 *
	 * @param name the token's name, unique; for a device it is the device's name
	 * @param role what the token may do: device, operator or admin
	 * @param sha256 the SHA-256 of the token in 64 hexadecimal digits
	 * @param vault the one vault that the token is for; without it, it has all of them
	 */
	// The digits are checked by ConfiguredTokens: a failed constraint would show the
	// value,
	// which may be a token that was put there by mistake.
	record ConfiguredToken(@NotEmpty String name, @NotNull Role role, @NotNull String sha256, @Nullable String vault) {

		@Override
		public String toString() {
			return "ConfiguredToken[name=%s, role=%s]".formatted(this.name, this.role);
		}

	}

}
