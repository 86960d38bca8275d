package io.coffer.config;

import io.coffer.keys.EncryptionKey;
import io.coffer.keys.EncryptionKeys;
import io.coffer.keys.KeyUse;
import io.coffer.providers.S3Settings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Encrypts the secret access key with AES-256-GCM (NIST SP 800-38D), bound to the
 * endpoint, bucket and key id that it belongs to.
 */
@Component
class SecretCipher {

	private static final String ALGORITHM = "AES/GCM/NoPadding";

	private static final int IV_BYTES = 12;

	private static final int TAG_BITS = 128;

	private final EncryptionKeys keys;

	private final SecureRandom random = new SecureRandom();

	SecretCipher(EncryptionKeys keys) {
		this.keys = keys;
	}

	/** Encrypts the settings' secret. */
	String encrypt(S3Settings settings) {
		try {
			byte[] iv = new byte[IV_BYTES];
			this.random.nextBytes(iv);
			Cipher cipher = cipher(Cipher.ENCRYPT_MODE, this.keys.first(), iv, settings);
			byte[] encrypted = cipher.doFinal(settings.secretAccessKey().getBytes(StandardCharsets.UTF_8));
			byte[] both = Arrays.copyOf(iv, IV_BYTES + encrypted.length);
			System.arraycopy(encrypted, 0, both, IV_BYTES, encrypted.length);
			return Base64.getEncoder().encodeToString(both);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("The secret cannot be encrypted", ex);
		}
	}

	/**
	 * Decrypts a secret.
	 * @param settings what it belongs to; their own secret is not looked at
	 * @throws GeneralSecurityException if the key is missing or another, or anything was
	 * changed
	 */
	String decrypt(String encrypted, S3Settings settings) throws GeneralSecurityException {
		byte[] both = Base64.getDecoder().decode(encrypted);
		byte[] iv = Arrays.copyOf(both, IV_BYTES);
		GeneralSecurityException failure = new GeneralSecurityException("There is no encryption key");
		for (EncryptionKey key : this.keys.all()) {
			try {
				Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, iv, settings);
				return new String(cipher.doFinal(both, IV_BYTES, both.length - IV_BYTES), StandardCharsets.UTF_8);
			}
			catch (GeneralSecurityException ex) {
				failure = ex;
			}
		}
		throw failure;
	}

	private static Cipher cipher(int mode, EncryptionKey key, byte[] iv, S3Settings settings)
			throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance(ALGORITHM);
		cipher.init(mode, new SecretKeySpec(key.derive(KeyUse.SETTINGS), "AES"), new GCMParameterSpec(TAG_BITS, iv));
		cipher.updateAAD(String.join("\n", settings.endpoint().toString(), settings.bucket(), settings.accessKeyId())
			.getBytes(StandardCharsets.UTF_8));
		return cipher;
	}

}
