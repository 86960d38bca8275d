package io.coffer.keys;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One encryption key. It is never used itself: each use has a key that is derived from it
 * (HKDF, RFC 5869), and the {@linkplain #fingerprint() fingerprint} tells keys apart.
 */
public final class EncryptionKey {

	private static final int BYTES = 32;

	private static final int FINGERPRINT_BYTES = 16;

	private final byte[] secret;

	private final String fingerprint;

	private EncryptionKey(byte[] secret) {
		this.secret = secret;
		this.fingerprint = HexFormat.of().formatHex(derive(KeyUse.FINGERPRINT, FINGERPRINT_BYTES));
	}

	/** The key of 32 bytes in base64, or nothing if the text is none. */
	static Optional<EncryptionKey> parse(String text) {
		try {
			return Optional.of(Base64.getDecoder().decode(text.strip()))
				.filter((bytes) -> bytes.length == BYTES)
				.map(EncryptionKey::new);
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	static EncryptionKey random() {
		byte[] secret = new byte[BYTES];
		new SecureRandom().nextBytes(secret);
		return new EncryptionKey(secret);
	}

	/** The 32 bytes of the key for that use. */
	public byte[] derive(KeyUse use) {
		return derive(use, BYTES);
	}

	/** 32 hexadecimal digits that are this key's alone, and no secret. */
	public String fingerprint() {
		return this.fingerprint;
	}

	/** The secret itself, in base64: for the file that keeps it. */
	String base64() {
		return Base64.getEncoder().encodeToString(this.secret);
	}

	private byte[] derive(KeyUse use, int length) {
		return Hkdf.derive(this.secret, new byte[0], use.info().getBytes(StandardCharsets.US_ASCII), length);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof EncryptionKey key && Arrays.equals(this.secret, key.secret);
	}

	@Override
	public int hashCode() {
		return this.fingerprint.hashCode();
	}

	@Override
	public String toString() {
		return "EncryptionKey[" + this.fingerprint + "]";
	}

}
