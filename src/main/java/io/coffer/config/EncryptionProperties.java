package io.coffer.config;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the secret in the settings is kept.
 *
 * @param encryptionKey the key to the saved secret access key, 32 bytes in base64.
 * Without it one is made and kept in the data directory
 */
@ConfigurationProperties("coffer")
record EncryptionProperties(@DefaultValue("") String encryptionKey) {

	@Override
	public String toString() {
		return "EncryptionProperties[]";
	}

}
