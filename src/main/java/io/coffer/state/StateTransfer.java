package io.coffer.state;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.S3Settings;
import io.coffer.storage.Bucket;
import io.coffer.storage.SmallObjects;
import io.coffer.storage.Storage;
import io.coffer.storage.Storage.StorageView;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes the state along when another bucket is used from now on, so that devices keep
 * their tokens. Where the other bucket has state of ours that says something else,
 * nothing is decided in silence.
 */
@Component
public class StateTransfer {

	private static final String NOTHING = "null";

	private final Storage storage;

	private final StateChanges changes;

	private final KeyOwnership ownership;

	private final FactFormat format;

	private final IgnoredState ignored;

	private final StateCache cache;

	StateTransfer(Storage storage, StateChanges changes, KeyOwnership ownership, FactFormat format,
			IgnoredState ignored, StateCache cache) {
		this.storage = storage;
		this.changes = changes;
		this.ownership = ownership;
		this.format = format;
		this.ignored = ignored;
		this.cache = cache;
	}

	/**
	 * Makes the state ready in another bucket and then switches to it; no fact changes
	 * meanwhile. If anything fails nothing is switched.
	 * @param choice which state holds, or null if only one can
	 * @throws ProblemException {@link ProblemType#STATE_CONFLICT} if both have some that
	 * differs and there is no choice, or if the other bucket's is of another encryption
	 * key; {@link ProblemType#STATE_UNAVAILABLE} if the state in force is to be carried
	 * and cannot be read; {@link ProblemType#BUSY}; or a {@code storage-*} one of the
	 * other bucket
	 */
	public <T> T move(S3Settings target, @Nullable StateChoice choice, Supplier<T> switchOver) {
		return this.changes.alone(() -> {
			if (!isInForce(target)) {
				prepare(target, choice);
			}
			T result = switchOver.get();
			this.cache.clear();
			this.ownership.forget();
			this.ignored.clear();
			return result;
		});
	}

	/** Whether it is the place that is in use already. */
	private boolean isInForce(S3Settings target) {
		return this.storage.view()
			.map(StorageView::settings)
			.filter((settings) -> settings.endpoint().equals(target.endpoint())
					&& settings.bucket().equals(target.bucket()) && settings.rootPath().equals(target.rootPath()))
			.isPresent();
	}

	private void prepare(S3Settings target, @Nullable StateChoice choice) {
		Map<String, String> ours = (choice == StateChoice.ADOPT) ? Map.of() : inForce();
		try (Bucket bucket = this.storage.open(target)) {
			SmallObjects objects = new SmallObjects(bucket);
			refuseOtherKey(objects);
			if (!ours.isEmpty() || choice == StateChoice.CARRY) {
				Map<String, String> theirs = facts(objects);
				if (choice == null && !ours.entrySet().containsAll(theirs.entrySet())) {
					throw conflict();
				}
				carry(ours, theirs, objects);
			}
		}
		catch (ProblemException ex) {
			// What cannot be reached now is adopted as it will be found
			if (!ours.isEmpty() || choice == StateChoice.CARRY || ex.type() == ProblemType.STATE_CONFLICT) {
				throw ex;
			}
		}
	}

	private Map<String, String> inForce() {
		if (this.storage.view().isEmpty()) {
			return Map.of();
		}
		try (Bucket bucket = this.storage.open()) {
			SmallObjects objects = new SmallObjects(bucket);
			this.ownership.requireOf(objects);
			return facts(objects);
		}
		catch (ProblemException ex) {
			throw new ProblemException(ProblemType.STATE_UNAVAILABLE,
					"The tokens and the policy of the bucket in use cannot be read: " + ex.detail(), ex)
				.hint("Try again when the storage in use answers, or go on without them by ?state=adopt.");
		}
	}

	private void refuseOtherKey(SmallObjects objects) {
		try {
			this.ownership.requireOf(objects);
		}
		catch (ProblemException ex) {
			if (ex.type() != ProblemType.ENCRYPTION_KEY_MISMATCH) {
				throw ex;
			}
			throw new ProblemException(ProblemType.STATE_CONFLICT, ex.detail(), ex)
				.hint((ex.hint() != null) ? ex.hint() : "");
		}
	}

	/** What is signed by us and says something, by its path. */
	private Map<String, String> facts(SmallObjects objects) {
		Map<String, String> facts = new TreeMap<>();
		objects.forEach(StateKey.FOLDER, (object) -> {
			String path = object.key().substring(StateKey.FOLDER.length());
			if (StateKey.isPath(path) && !path.startsWith(StateKey.DIGESTS)) {
				fact(objects, path).filter((json) -> !json.equals(NOTHING)).ifPresent((json) -> facts.put(path, json));
			}
		});
		return facts;
	}

	private Optional<String> fact(SmallObjects objects, String path) {
		return objects.read(StateKey.FOLDER + path)
			.flatMap((object) -> this.format.read(path, object.content()))
			.map((signed) -> new String(signed.json(), StandardCharsets.UTF_8));
	}

	/** What the other bucket alone has holds for nothing from now on. */
	private void carry(Map<String, String> ours, Map<String, String> theirs, SmallObjects objects) {
		this.ownership.claim(objects);
		Map<String, String> all = new TreeMap<>(ours);
		theirs.keySet().forEach((path) -> all.putIfAbsent(path, NOTHING));
		all.forEach((path, json) -> {
			if (!json.equals(theirs.get(path))) {
				objects.write(StateKey.FOLDER + path, this.format.write(path, json.getBytes(StandardCharsets.UTF_8)));
			}
		});
	}

	private static ProblemException conflict() {
		return new ProblemException(ProblemType.STATE_CONFLICT,
				"The other bucket has tokens or a policy of this Coffer that differ from those in force.")
			.hint("Say which hold from now on: ?state=carry those in force, which are copied over the others, or "
					+ "?state=adopt those of the other bucket.");
	}

}
