package io.coffer.config;

import io.coffer.data.DataDirectory;
import io.coffer.problems.StartRefusedException;
import io.coffer.providers.S3Settings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Encrypts the secret access key with AES-256-GCM (NIST SP 800-38D), bound to the
 * endpoint, bucket and key id that it belongs to. The key comes from
 * {@code COFFER_ENCRYPTION_KEY} or from a file beside the settings; the file only keeps
 * the secret out of copies and logs.
 */
@Component
@EnableConfigurationProperties(EncryptionProperties.class)
class SecretCipher {

	private static final String KEY_FILE = "encryption-key";

	private static final String ALGORITHM = "AES/GCM/NoPadding";

	private static final int KEY_BYTES = 32;

	private static final int IV_BYTES = 12;

	private static final int TAG_BITS = 128;

	private final DataDirectory data;

	private final String configuredKey;

	private final SecureRandom random = new SecureRandom();

	SecretCipher(DataDirectory data, EncryptionProperties properties) {
		this.data = data;
		this.configuredKey = properties.encryptionKey().strip();
		if (!this.configuredKey.isEmpty() && key().isEmpty()) {
			throw new StartRefusedException("COFFER_ENCRYPTION_KEY must be 32 bytes in base64, as"
					+ " \"openssl rand -base64 32\" makes them.");
		}
	}

	/**
	 * Encrypts the settings' secret; makes the key file if there is no key yet, or none
	 * that can be used.
	 */
	String encrypt(S3Settings settings) {
		try {
			byte[] iv = new byte[IV_BYTES];
			this.random.nextBytes(iv);
			Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key().orElseGet(this::makeKey), iv, settings);
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
		byte[] key = key().orElseThrow(() -> new GeneralSecurityException("There is no usable encryption key"));
		Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(both, IV_BYTES), settings);
		return new String(cipher.doFinal(both, IV_BYTES, both.length - IV_BYTES), StandardCharsets.UTF_8);
	}

	private Optional<byte[]> key() {
		return this.configuredKey.isEmpty()
				? this.data.read(KEY_FILE).flatMap((file) -> key(new String(file, StandardCharsets.US_ASCII)))
				: key(this.configuredKey);
	}

	private byte[] makeKey() {
		byte[] key = new byte[KEY_BYTES];
		this.random.nextBytes(key);
		this.data.write(KEY_FILE, Base64.getEncoder().encode(key));
		return key;
	}

	private static Optional<byte[]> key(String text) {
		try {
			return Optional.of(Base64.getDecoder().decode(text.strip())).filter((key) -> key.length == KEY_BYTES);
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static Cipher cipher(int mode, byte[] key, byte[] iv, S3Settings settings) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance(ALGORITHM);
		cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
		cipher.updateAAD(String.join("\n", settings.endpoint().toString(), settings.bucket(), settings.accessKeyId())
			.getBytes(StandardCharsets.UTF_8));
		return cipher;
	}

}
