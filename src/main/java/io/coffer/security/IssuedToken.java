package io.coffer.security;

import io.coffer.callers.Caller;
import io.coffer.callers.DeviceName;
import io.coffer.callers.Role;
import io.coffer.callers.Vault;
import io.coffer.state.StateKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A token that was made over HTTP: what its bearer claims, and what the bucket keeps of
 * it. One of each role and name is in force at a time.
 *
 * @param name whose it is; the device's name for a device
 * @param role what it may do
 * @param vault whose backups it is for
 * @param id no other token has it (RFC 7519, section 4.1.7)
 * @param createdAt when it was made, to the second; later than an earlier one of that
 * name
 * @param expiresAt when it ends by itself, to the second, or null for never
 * @param revoked whether it has ended
 */
public record IssuedToken(String name, Role role, String vault, String id, Instant createdAt,
		@Nullable Instant expiresAt, boolean revoked) implements Credential {

	/** Where the tokens of all vaults are kept. */
	static final String FOLDER = "tokens/";

	private static final int DIGEST_BYTES = 16;

	/** A fact may lack anything, and a token that lacks one of these is none. */
	public IssuedToken {
		Objects.requireNonNull(name, "name");
		Objects.requireNonNull(role, "role");
		Objects.requireNonNull(vault, "vault");
		Objects.requireNonNull(id, "id");
		Objects.requireNonNull(createdAt, "createdAt");
	}

	/** Where the token of that role and name is kept. */
	static StateKey<IssuedToken> keyOf(Vault vault, Role role, DeviceName name) {
		return keyOf(vault, digest(role, name));
	}

	/** Where the token of that digest is kept. */
	static StateKey<IssuedToken> keyOf(Vault vault, String digest) {
		return new StateKey<>(folder(vault) + digest + ".json", IssuedToken.class);
	}

	/** Where the tokens of a vault are kept. */
	static String folder(Vault vault) {
		return FOLDER + vault.name() + "/";
	}

	StateKey<IssuedToken> key() {
		return keyOf(new Vault(this.vault), this.role, DeviceName.of(this.name));
	}

	@Override
	public Caller caller() {
		return new Caller(this.name, this.role, new Vault(this.vault));
	}

	/** The same, ended. */
	IssuedToken revoke() {
		return new IssuedToken(this.name, this.role, this.vault, this.id, this.createdAt, this.expiresAt, true);
	}

	/** Whether it is the very same token, revoked or not. */
	boolean isSame(IssuedToken other) {
		return this.id.equals(other.id) && this.vault.equals(other.vault);
	}

	/** Whether it opens routes at that time. */
	boolean isInForce(Instant now) {
		return !this.revoked && (this.expiresAt == null || now.isBefore(this.expiresAt));
	}

	/**
	 * What stands for a role and a name where these cannot: the first 32 hexadecimal
	 * digits of their SHA-256.
	 */
	public static String digest(Role role, DeviceName name) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256")
				.digest((role + "\0" + name.value()).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-256", ex);
		}
	}

}
