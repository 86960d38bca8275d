package io.coffer.embedded;

import io.coffer.data.DataDirectory;
import io.coffer.problems.StartRefusedException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The key pair of the embedded store, made at its first start and the same ever after. It
 * guards the access only, the objects are not encrypted with it.
 *
 * @param accessKeyId the id of the access key
 * @param secretAccessKey the secret of the access key, kept out of {@link #toString()}
 */
record EmbeddedCredentials(String accessKeyId, String secretAccessKey) {

	static final String FILE = "embedded-credentials.json";

	private static final JsonMapper JSON = JsonMapper.shared();

	/** The pair that the data directory holds, or a new one that it holds from now on. */
	static EmbeddedCredentials of(DataDirectory data) {
		return data.read(FILE).map((json) -> parse(json, data)).orElseGet(() -> create(data));
	}

	private static EmbeddedCredentials parse(byte[] json, DataDirectory data) {
		try {
			EmbeddedCredentials credentials = JSON.readValue(json, EmbeddedCredentials.class);
			if (credentials != null && credentials.complete()) {
				return credentials;
			}
		}
		catch (JacksonException ex) {
			ex.clearLocation();
		}
		throw new StartRefusedException("The embedded store's key cannot be read from " + data.resolve(FILE)
				+ ". Restore the file, or delete it to have a new key made; the backups stay.");
	}

	private static EmbeddedCredentials create(DataDirectory data) {
		SecureRandom random = new SecureRandom();
		byte[] id = new byte[7];
		byte[] secret = new byte[30];
		random.nextBytes(id);
		random.nextBytes(secret);
		EmbeddedCredentials credentials = new EmbeddedCredentials(
				"COFFER" + HexFormat.of().formatHex(id).toUpperCase(Locale.ROOT),
				Base64.getUrlEncoder().encodeToString(secret));
		data.write(FILE, JSON.writeValueAsBytes(credentials));
		return credentials;
	}

	@SuppressWarnings("ConstantValue")
	private boolean complete() {
		return this.accessKeyId != null && !this.accessKeyId.isBlank() && this.secretAccessKey != null
				&& !this.secretAccessKey.isBlank();
	}

	@Override
	public String toString() {
		return "EmbeddedCredentials[accessKeyId=" + this.accessKeyId + "]";
	}

}
