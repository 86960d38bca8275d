package io.coffer.keys;

import io.coffer.data.DataDirectory;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.problems.StartRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The encryption keys: of {@code COFFER_ENCRYPTION_KEY}, else the one in the file
 * {@code encryption-key} of the data directory, which the first use makes. What is signed
 * or encrypted is by the first, and what any of them has signed is ours.
 */
@Component
@EnableConfigurationProperties(EncryptionProperties.class)
public class EncryptionKeys {

	private static final String FILE = "encryption-key";

	private final DataDirectory data;

	private volatile List<EncryptionKey> keys;

	/**
	 * Reads the keys.
	 * @throws StartRefusedException if one of them is no key: it is never ignored, nor
	 * replaced by a new one
	 */
	EncryptionKeys(EncryptionProperties properties, DataDirectory data) {
		this.data = data;
		List<String> configured = properties.encryptionKey().stream().filter((key) -> !key.isBlank()).toList();
		this.keys = configured.isEmpty() ? kept(data).stream().toList()
				: configured.stream().map(EncryptionKeys::configured).distinct().toList();
	}

	/** Every key, the one that is used first; none before the first use. */
	public List<EncryptionKey> all() {
		return this.keys;
	}

	/**
	 * The key that is used.
	 * @throws ProblemException {@link ProblemType#DATA_DIRECTORY_FAILED} if there is none
	 * yet and a new one cannot be kept
	 */
	public synchronized EncryptionKey first() {
		if (this.keys.isEmpty()) {
			EncryptionKey made = EncryptionKey.random();
			this.data.write(FILE, made.base64().getBytes(StandardCharsets.US_ASCII));
			this.keys = List.of(made);
		}
		return this.keys.get(0);
	}

	/** The key of that fingerprint, or nothing. */
	public Optional<EncryptionKey> of(String fingerprint) {
		return this.keys.stream().filter((key) -> key.fingerprint().equals(fingerprint)).findFirst();
	}

	private static EncryptionKey configured(String text) {
		return EncryptionKey.parse(text)
			.orElseThrow(
					() -> new StartRefusedException("COFFER_ENCRYPTION_KEY must be 32 bytes in base64, as \"openssl "
							+ "rand -base64 32\" makes them; several are separated by commas."));
	}

	private static Optional<EncryptionKey> kept(DataDirectory data) {
		return data.read(FILE)
			.map((content) -> EncryptionKey.parse(new String(content, StandardCharsets.US_ASCII))
				.orElseThrow(() -> new StartRefusedException("The encryption key in " + data.resolve(FILE)
						+ " is damaged. Restore the file from a copy. Without it the saved secret access key cannot be "
						+ "read and every token that was made over HTTP ends: to go on so, delete the file.")));
	}

}
