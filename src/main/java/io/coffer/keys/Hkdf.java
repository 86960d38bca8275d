package io.coffer.keys;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HKDF with SHA-256 (<a href="https://www.rfc-editor.org/rfc/rfc5869">RFC 5869</a>),
 * which the JDK has from 25 on.
 */
final class Hkdf {

	private static final String HMAC = "HmacSHA256";

	private static final int HASH_BYTES = 32;

	private Hkdf() {
	}

	/**
	 * Derives a key.
	 * @param salt may be empty
	 * @param length in bytes, at most 255 times 32
	 */
	static byte[] derive(byte[] secret, byte[] salt, byte[] info, int length) {
		byte[] extracted = hmac((salt.length > 0) ? salt : new byte[HASH_BYTES], secret);
		ByteArrayOutputStream expanded = new ByteArrayOutputStream();
		byte[] block = new byte[0];
		for (byte counter = 1; expanded.size() < length; counter++) {
			block = hmac(extracted, block, info, new byte[] { counter });
			expanded.writeBytes(block);
		}
		return Arrays.copyOf(expanded.toByteArray(), length);
	}

	private static byte[] hmac(byte[] key, byte[]... parts) {
		try {
			Mac mac = Mac.getInstance(HMAC);
			mac.init(new SecretKeySpec(key, HMAC));
			for (byte[] part : parts) {
				mac.update(part);
			}
			return mac.doFinal();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java runtime has " + HMAC, ex);
		}
	}

}
