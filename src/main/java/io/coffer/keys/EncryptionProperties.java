package io.coffer.keys;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What secrets are encrypted and state and tokens are signed with.
 *
 * @param encryptionKey the keys, each 32 bytes in base64, separated by commas: the first
 * is used, the others are for what they have signed before. Without any one is made and
 * kept in the data directory
 */
@ConfigurationProperties("coffer")
record EncryptionProperties(@DefaultValue List<String> encryptionKey) {

	@Override
	public String toString() {
		return "EncryptionProperties[]";
	}

}
