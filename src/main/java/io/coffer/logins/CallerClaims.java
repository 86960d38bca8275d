package io.coffer.logins;

import io.coffer.callers.Caller;
import io.coffer.callers.DeviceName;
import io.coffer.callers.Role;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who a token of an issuer is of. Two users never share a vault because their claims are
 * written alike: a vault's name is a digest of issuer and claim, unless the operator
 * wants the claim as it stands.
 */
final class CallerClaims {

	private static final String SUBJECT = "sub";

	/** Of the 32 of SHA-256: no two users meet by chance. */
	private static final int DIGEST_BYTES = 16;

	private static final JsonMapper JSON = new JsonMapper();

	private final Issuer issuer;

	CallerClaims(Issuer issuer) {
		this.issuer = issuer;
	}

	/**
	 * The caller that the claims of a checked token name, or nothing if one that must be
	 * there is missing or of no use.
	 * @param claims as the token has them: a number is not a text of its digits
	 */
	Optional<Caller> caller(Map<String, Object> claims) {
		boolean anyDevice = this.issuer.deviceClaim().isEmpty() || this.issuer.role() != Role.DEVICE;
		return usable(claims.get(this.issuer.vaultClaim())).flatMap((owner) -> vault(owner).flatMap(
				(vault) -> name(owner, claims).map((name) -> new Caller(name, this.issuer.role(), vault, anyDevice))));
	}

	private Optional<Vault> vault(Object owner) {
		if (!this.issuer.verbatim()) {
			return Optional.of(new Vault(this.issuer.vaultPrefix() + digest(owner)));
		}
		return Optional.of(this.issuer.vaultPrefix() + owner)
			.filter(Vault::isName)
			.map(Vault::new)
			.filter((vault) -> !vault.equals(Vault.DEFAULT));
	}

	/**
	 * The device, where the issuer names it. Else a name for the user, by which work is
	 * shared and deeds are logged, and under which backups go that name no device.
	 */
	private Optional<String> name(Object owner, Map<String, Object> claims) {
		if (this.issuer.deviceClaim().isPresent()) {
			return usable(claims.get(this.issuer.deviceClaim().get())).flatMap(CallerClaims::deviceName);
		}
		Object subject = usable(claims.get(SUBJECT)).orElse(owner);
		return Optional.of(deviceName(subject).orElseGet(() -> digest(subject)));
	}

	private static Optional<String> deviceName(Object value) {
		try {
			return Optional.of(DeviceName.of(value.toString()).value());
		}
		catch (ProblemException ex) {
			return Optional.empty();
		}
	}

	/**
	 * A text, or a whole number: of one with a fraction, or with more digits than a long
	 * has, the exact value is lost.
	 */
	private static Optional<Object> usable(@Nullable Object claim) {
		return Optional.ofNullable(claim)
			.filter((value) -> value instanceof Long || (value instanceof String text && isPlain(text)));
	}

	/** Others are written differently by different JSON libraries. */
	private static boolean isPlain(String text) {
		return !text.isBlank() && text.chars().noneMatch(Character::isISOControl)
				&& StandardCharsets.UTF_8.newEncoder().canEncode(text);
	}

	/** Of the array as {@code JSON.stringify} and RFC 8785 write it. */
	private String digest(Object value) {
		try {
			byte[] json = JSON.writeValueAsBytes(List.of(this.issuer.name(), value));
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json), 0, DIGEST_BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-256", ex);
		}
	}

}
