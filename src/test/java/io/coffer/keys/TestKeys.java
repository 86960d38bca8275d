package io.coffer.keys;

import io.coffer.data.DataDirectory;
import java.util.List;
import java.util.stream.Stream;
import org.mockito.Mockito;

/** Encryption keys without a data directory. */
public final class TestKeys {

	private TestKeys() {
	}

	/** A new key and nothing else. */
	public static EncryptionKeys random() {
		return of(EncryptionKey.random());
	}

	/** Another key before those. */
	public static EncryptionKeys newerThan(EncryptionKeys keys) {
		return of(Stream.concat(Stream.of(EncryptionKey.random()), keys.all().stream()).toArray(EncryptionKey[]::new));
	}

	/** The last of those alone. */
	public static EncryptionKeys lastOf(EncryptionKeys keys) {
		return of(keys.all().get(keys.all().size() - 1));
	}

	static EncryptionKeys of(EncryptionKey... keys) {
		return of(Stream.of(keys).map(EncryptionKey::base64).toArray(String[]::new));
	}

	static EncryptionKeys of(String... keys) {
		return new EncryptionKeys(new EncryptionProperties(List.of(keys)), Mockito.mock(DataDirectory.class));
	}

}
