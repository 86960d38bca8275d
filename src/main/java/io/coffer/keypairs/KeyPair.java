package io.coffer.keypairs;

import io.coffer.callers.Vault;

/**
 * The key pair of a token that was just made, to be shown this once.
 *
 * @param vault the bucket that it opens
 * @param accessKeyId names the token
 * @param secretAccessKey signs requests
 */
public record KeyPair(Vault vault, String accessKeyId, String secretAccessKey) {

	@Override
	public String toString() {
		return "KeyPair[accessKeyId=" + this.accessKeyId + "]";
	}

}
