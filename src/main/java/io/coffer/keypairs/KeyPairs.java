package io.coffer.keypairs;

import io.coffer.keys.EncryptionKey;
import io.coffer.keys.EncryptionKeys;
import io.coffer.keys.KeyUse;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.callers.DeviceName;
import io.coffer.security.IssuedToken;
import io.coffer.security.IssuedTokens;
import io.coffer.callers.Role;
import io.coffer.callers.Vault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * The key pairs of the tokens that are made over HTTP. Nothing is kept of them: the id
 * tells which token it is, and the secret follows from that token's id, so that it ends
 * with the token. Whatever key has made a pair, all of Coffer's verify it.
 */
@Component
public class KeyPairs {

	private static final String HMAC = "HmacSHA256";

	private static final int MARK_BYTES = 4;

	/** 240 bits. */
	private static final int SECRET_BYTES = 30;

	private final EncryptionKeys keys;

	private final IssuedTokens tokens;

	KeyPairs(EncryptionKeys keys, IssuedTokens tokens) {
		this.keys = keys;
		this.tokens = tokens;
	}

	/**
	 * The pair of a token.
	 * @throws ProblemException {@link ProblemType#DATA_DIRECTORY_FAILED} if there is no
	 * key yet and a new one cannot be kept
	 */
	public KeyPair of(IssuedToken token) {
		Vault vault = new Vault(token.vault());
		return new KeyPair(vault, accessKeyId(vault, token.role(), DeviceName.of(token.name())),
				secret(this.keys.first(), token));
	}

	/** The id of the pair of that role and name, whichever token it has. */
	public String accessKeyId(Vault vault, Role role, DeviceName name) {
		String digest = IssuedToken.digest(role, name);
		return new AccessKeyId(vault, digest, mark(this.keys.first(), vault, digest)).toString();
	}

	/**
	 * Finds whose secret has signed something. An id that Coffer has not made is refused
	 * without asking the bucket; a token that may be newer than what is known here is
	 * looked up.
	 * @param signs whether something is signed with that secret
	 * @throws ProblemException if the bucket cannot be asked which tokens are in force
	 */
	public Match match(String accessKeyId, Predicate<String> signs) {
		AccessKeyId id = AccessKeyId.parse(accessKeyId).filter(this::isOurs).orElse(null);
		if (id == null) {
			return Match.UNKNOWN;
		}
		Match known = match(this.tokens.find(id.vault(), id.digest()), signs);
		return known.signed() ? known : match(this.tokens.lookUp(id.vault(), id.digest()), signs);
	}

	private Match match(Optional<IssuedToken> token, Predicate<String> signs) {
		return token
			.map((found) -> this.keys.all()
				.stream()
				.map((key) -> secret(key, found))
				.filter(signs)
				.findFirst()
				.map((secret) -> new Match(token, Optional.of(secret)))
				.orElse(new Match(token, Optional.empty())))
			.orElse(Match.UNKNOWN);
	}

	private boolean isOurs(AccessKeyId id) {
		byte[] given = id.mark().getBytes(StandardCharsets.US_ASCII);
		return this.keys.all()
			.stream()
			.map((key) -> mark(key, id.vault(), id.digest()).getBytes(StandardCharsets.US_ASCII))
			.anyMatch((mark) -> MessageDigest.isEqual(mark, given));
	}

	private static String mark(EncryptionKey key, Vault vault, String digest) {
		return hex(key, KeyUse.ACCESS_KEY_IDS, vault.name() + "\0" + digest, MARK_BYTES);
	}

	/** Hexadecimal digits alone: there are programs that trip over others. */
	private static String secret(EncryptionKey key, IssuedToken token) {
		return hex(key, KeyUse.SECRET_ACCESS_KEYS, token.vault() + "\0" + token.id(), SECRET_BYTES);
	}

	private static String hex(EncryptionKey key, KeyUse use, String text, int bytes) {
		try {
			Mac mac = Mac.getInstance(HMAC);
			mac.init(new SecretKeySpec(key.derive(use), HMAC));
			return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 0, bytes);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java runtime has " + HMAC, ex);
		}
	}

	/**
	 * What an access key id led to.
	 *
	 * @param token the token in force that it names, or nothing
	 * @param secret its secret, if that has signed, or nothing
	 */
	public record Match(Optional<IssuedToken> token, Optional<String> secret) {

		static final Match UNKNOWN = new Match(Optional.empty(), Optional.empty());

		/** Whether who has signed is known. */
		public boolean signed() {
			return this.secret.isPresent();
		}

		@Override
		public String toString() {
			return "Match[token=" + this.token + "]";
		}

	}

}
