package io.coffer.config;

import io.coffer.client.StoreCapabilities;
import io.coffer.data.DataDirectory;
import io.coffer.providers.Addressing;
import io.coffer.providers.Provider;
import io.coffer.providers.S3Settings;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the settings in the data directory, with the secret encrypted. */
@Component
class SettingsFile {

	private static final String NAME = "settings.json";

	private final DataDirectory data;

	private final SecretCipher cipher;

	private final JsonMapper json;

	SettingsFile(DataDirectory data, SecretCipher cipher, JsonMapper json) {
		this.data = data;
		this.cipher = cipher;
		this.json = json;
	}

	/**
	 * Reads the settings; nothing if none were saved.
	 * @throws UnreadableSettingsException if there are some, but they cannot be read
	 */
	Optional<KeptSettings> read() throws UnreadableSettingsException {
		try {
			Optional<byte[]> content = this.data.read(NAME);
			if (content.isEmpty()) {
				return Optional.empty();
			}
			Stored stored = this.json.readValue(content.get(), Stored.class);
			S3Settings settings = stored.settings();
			String secret = this.cipher.decrypt(stored.encryptedSecretAccessKey(), settings);
			return Optional.of(new KeptSettings(settings.withSecret(secret), stored.findings()));
		}
		catch (UncheckedIOException | JacksonException | GeneralSecurityException | IllegalStateException
				| IllegalArgumentException | NullPointerException ex) {
			throw new UnreadableSettingsException(NAME, ex);
		}
	}

	void write(KeptSettings kept) {
		S3Settings settings = kept.settings();
		Stored stored = new Stored(settings.endpoint(), settings.region(), settings.bucket(), settings.accessKeyId(),
				this.cipher.encrypt(settings), settings.rootPath(), settings.addressing(), settings.publicEndpoint(),
				settings.provider(), kept.capabilities());
		this.data.write(NAME, this.json.writerWithDefaultPrettyPrinter().writeValueAsBytes(stored));
	}

	void delete() {
		this.data.delete(NAME);
	}

	private record Stored(URI endpoint, String region, String bucket, String accessKeyId,
			String encryptedSecretAccessKey, String rootPath, Addressing addressing, @Nullable URI publicEndpoint,
			@Nullable Provider provider, @Nullable StoreCapabilities findings) {

		/** A file may lack anything; without one of these, backups would go elsewhere. */
		Stored {
			Stream.of(endpoint, region, bucket, accessKeyId, encryptedSecretAccessKey, rootPath, addressing)
				.forEach(Objects::requireNonNull);
		}

		S3Settings settings() {
			return new S3Settings(this.endpoint, this.region, this.bucket, this.accessKeyId, "", this.rootPath,
					this.addressing, this.publicEndpoint,
					(this.provider != null) ? this.provider : Provider.at(this.endpoint));
		}

	}

	/** Settings were saved, but something is wrong with the file or its key. */
	static final class UnreadableSettingsException extends Exception {

		UnreadableSettingsException(String name, Exception cause) {
			super("The settings in " + name + " cannot be read (" + cause.getClass().getSimpleName() + ")");
		}

	}

	/**
	 * Settings with what a check has found out about their store.
	 *
	 * @param settings the settings
	 * @param capabilities what the check has found, or null if there was none
	 */
	record KeptSettings(S3Settings settings, @Nullable StoreCapabilities capabilities) {
	}

}
