package io.coffer.security;

import io.coffer.callers.Caller;
import io.coffer.callers.Role;
import io.coffer.callers.Vault;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What opens straight uploads to a program that can send no header, by its path: it adds
 * the archives of one device to one vault, maybe of one application alone, and does
 * nothing else.
 *
 * @param device whose backups it adds
 * @param vault where to
 * @param application what they are of, or null for anything
 * @param expiresAt when it ends, to the second
 * @param issued the token made over HTTP that it was made with, and ends with; or null
 * @param configured the name of such a token of the configuration, or null
 * @param issuer who has made such a login, or null
 */
record Ticket(String device, String vault, @Nullable String application, Instant expiresAt,
		@Nullable IssuedToken issued, @Nullable String configured, @Nullable String issuer) implements Credential {

	/** One that lacks one of these is none. */
	Ticket {
		Objects.requireNonNull(device, "device");
		Objects.requireNonNull(vault, "vault");
		Objects.requireNonNull(expiresAt, "expiresAt");
	}

	@Override
	public Caller caller() {
		return new Caller(this.device, Role.DEVICE, new Vault(this.vault), false, this.application);
	}

}
