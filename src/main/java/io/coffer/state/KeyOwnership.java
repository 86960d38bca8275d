package io.coffer.state;

import io.coffer.keys.EncryptionKey;
import io.coffer.keys.EncryptionKeys;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.S3Settings;
import io.coffer.storage.SmallObjects;
import io.coffer.storage.SmallObjects.SmallObject;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether the state in a bucket is of our encryption key: {@code .coffer/key.json} has
 * the fingerprint of the key that wrote there first. What another key has signed would
 * look like nothing at all, and is never taken for that.
 */
@Component
class KeyOwnership {

	static final String KEY = StateKey.FOLDER + "key.json";

	private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{32}");

	private static final JsonMapper JSON = JsonMapper.shared();

	private final EncryptionKeys keys;

	private final IgnoredState ignored;

	private volatile @Nullable Finding last;

	KeyOwnership(EncryptionKeys keys, IgnoredState ignored) {
		this.keys = keys;
		this.ignored = ignored;
	}

	/**
	 * Returns if the state there is ours, or if there is none.
	 * @throws ProblemException {@link ProblemType#ENCRYPTION_KEY_MISMATCH}, or what the
	 * store refuses with
	 */
	void require(SmallObjects objects, S3Settings settings) {
		@Nullable Finding known = this.last;
		if (known == null || known.foreign() != null || !known.settings().equals(settings)) {
			look(objects, settings);
		}
	}

	/** The same, for a bucket that is not in use yet. */
	void requireOf(SmallObjects objects) {
		fingerprint(objects).filter((found) -> this.keys.of(found).isEmpty()).ifPresent((foreign) -> {
			throw mismatch(foreign);
		});
	}

	/**
	 * The same before something is written there, which makes the state ours.
	 * @throws ProblemException also {@link ProblemType#DATA_DIRECTORY_FAILED} if there is
	 * no key yet and a new one cannot be kept
	 */
	void claim(SmallObjects objects) {
		Optional<String> found = fingerprint(objects);
		if (found.isEmpty()) {
			objects.writeIfAbsent(KEY, JSON.writeValueAsBytes(new Content(this.keys.first().fingerprint())));
			found = fingerprint(objects);
		}
		found.filter((fingerprint) -> this.keys.of(fingerprint).isEmpty()).ifPresent((foreign) -> {
			throw mismatch(foreign);
		});
	}

	/** Whether the bucket in force was last found to be of another key. */
	boolean isForeign() {
		@Nullable Finding known = this.last;
		return known != null && known.foreign() != null;
	}

	/** Looks again when it is asked the next time. */
	void forget() {
		this.last = null;
	}

	private void look(SmallObjects objects, S3Settings settings) {
		@Nullable String foreign = fingerprint(objects).filter((found) -> this.keys.of(found).isEmpty()).orElse(null);
		this.last = new Finding(settings, foreign);
		if (foreign != null) {
			throw mismatch(foreign);
		}
	}

	/** The fingerprint there; what is no fingerprint was written by a stranger. */
	private Optional<String> fingerprint(SmallObjects objects) {
		Optional<SmallObject> object = objects.read(KEY);
		Optional<String> found = object.flatMap((content) -> read(content.content()));
		if (object.isPresent() && found.isEmpty()) {
			this.ignored.add(KEY);
		}
		return found;
	}

	private static Optional<String> read(byte[] content) {
		try {
			@Nullable Content read = JSON.readValue(content, Content.class);
			return Optional.ofNullable(read)
				.map(Content::fingerprint)
				.filter((text) -> FINGERPRINT.matcher(text).matches());
		}
		catch (JacksonException ex) {
			return Optional.empty();
		}
	}

	private ProblemException mismatch(String foreign) {
		String ours = this.keys.all()
			.stream()
			.map(EncryptionKey::fingerprint)
			.collect(Collectors.joining(", ", "of ", ""));
		return new ProblemException(ProblemType.ENCRYPTION_KEY_MISMATCH,
				"What Coffer keeps in the bucket is of the encryption key with the fingerprint %s; this Coffer's is %s."
					.formatted(foreign, this.keys.all().isEmpty() ? "none" : ours))
			.hint("Put that key into COFFER_ENCRYPTION_KEY, behind a newer one if there is one, separated by a comma. "
					+ "If it is lost, remove " + KEY
					+ " from the bucket: the tokens and the policy that were kept with " + "it then end.");
	}

	private record Content(@Nullable String fingerprint) {
	}

	/**
	 * What was found in the bucket in force.
	 *
	 * @param foreign the fingerprint of another key, or null
	 */
	private record Finding(S3Settings settings, @Nullable String foreign) {
	}

}
