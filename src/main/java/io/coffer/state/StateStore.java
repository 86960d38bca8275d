package io.coffer.state;

import io.coffer.client.StorageErrors;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.problems.StartRefusedException;
import io.coffer.providers.S3Settings;
import io.coffer.state.FactFormat.Signed;
import io.coffer.storage.Bucket;
import io.coffer.storage.SmallObjects;
import io.coffer.storage.SmallObjects.SmallObject;
import io.coffer.storage.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Coffer remembers in the bucket in force, below {@code .coffer/}: facts, each a
 * small signed object that is replaced whole, so that any replica reads and changes them.
 * A change is in force here at once, and elsewhere within {@code coffer.state.max-age}.
 */
@Component
public class StateStore {

	private static final Duration LOOK_UP_EVERY = Duration.ofSeconds(1);

	private static final byte[] NOTHING = { 'n', 'u', 'l', 'l' };

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final Logger logger = LoggerFactory.getLogger(StateStore.class);

	private final Storage storage;

	private final FactFormat format;

	private final KeyOwnership ownership;

	private final IgnoredState ignored;

	private final StateProperties properties;

	private final StateCache cache;

	private final StateChanges changes;

	StateStore(Storage storage, FactFormat format, KeyOwnership ownership, IgnoredState ignored,
			StateProperties properties, StateCache cache, StateChanges changes) {
		this.storage = storage;
		this.format = format;
		this.ownership = ownership;
		this.ignored = ignored;
		this.properties = properties;
		this.cache = cache;
		this.changes = changes;
	}

	/**
	 * What a fact says, or nothing if there is none.
	 * @throws ProblemException {@link ProblemType#STATE_UNAVAILABLE} if the storage does
	 * not answer and nothing is known that is younger than
	 * {@code coffer.state.max-stale}, {@link ProblemType#ENCRYPTION_KEY_MISMATCH} or
	 * {@link ProblemType#NOT_CONFIGURED}
	 */
	public <T> Optional<T> read(StateKey<T> key) {
		try (Bucket bucket = this.storage.open()) {
			return value(key, cached(bucket, key.path()).read(this.properties.maxAge(), () -> ask(bucket, key)));
		}
	}

	/**
	 * The same as the bucket has it now, since another replica may have changed it:
	 * whatever is known, and at most once a second.
	 */
	public <T> Optional<T> lookUp(StateKey<T> key) {
		try (Bucket bucket = this.storage.open()) {
			return value(key, cached(bucket, key.path()).lookUp(LOOK_UP_EVERY, () -> ask(bucket, key)));
		}
	}

	/**
	 * Every fact below a folder, as it is now: what the listing shows to be unchanged is
	 * not read again.
	 * @param folder ends in a slash
	 * @throws ProblemException also the {@code storage-*} ones
	 */
	public <T> List<T> list(String folder, Class<T> type) {
		List<T> found = new ArrayList<>();
		try (Bucket bucket = this.storage.open()) {
			this.ownership.require(new SmallObjects(bucket), settings(bucket));
			new SmallObjects(bucket).forEach(StateKey.FOLDER + folder, (object) -> {
				String path = object.key().substring(StateKey.FOLDER.length());
				if (StateKey.isPath(path)) {
					StateKey<T> key = new StateKey<>(path, type);
					CachedFact fact = cached(bucket, path);
					Reading known = fact.known();
					boolean same = known != null && !known.etag().isEmpty() && known.etag().equals(object.etag());
					value(key, (same && known != null) ? known : fact.read(Duration.ZERO, () -> ask(bucket, key)))
						.ifPresent(found::add);
				}
			});
		}
		return found;
	}

	/**
	 * Replaces a fact by what a function makes of it as it is in the bucket now; nothing
	 * is written where that is the same and signed with the first key. When the method
	 * returns the bucket has it.
	 * @return what the function made, which may be nothing
	 * @throws ProblemException the {@code storage-*} ones, {@link ProblemType#BUSY},
	 * {@link ProblemType#ENCRYPTION_KEY_MISMATCH}, {@link ProblemType#NOT_CONFIGURED} or
	 * {@link ProblemType#DATA_DIRECTORY_FAILED}
	 */
	public <T> Optional<T> update(StateKey<T> key, UnaryOperator<Optional<T>> change) {
		return this.changes.during(() -> {
			try (Bucket bucket = this.storage.open()) {
				SmallObjects objects = new SmallObjects(bucket);
				this.ownership.claim(objects);
				return value(key, cached(bucket, key.path()).change(() -> ask(bucket, key), (before) -> {
					Optional<T> now = value(key, before);
					Optional<T> next = change.apply(now);
					boolean same = now.equals(next) && (before.lasting() || next.isEmpty());
					return same ? before : write(objects, key, before.written(), next);
				}));
			}
			catch (ProblemException ex) {
				throw explained(ex);
			}
		});
	}

	/**
	 * Lets a fact say nothing from now on. Then its object goes too where the bucket lets
	 * objects be deleted: that only tidies.
	 * @throws ProblemException as {@link #update} does
	 */
	public void remove(StateKey<?> key) {
		this.changes.during(() -> {
			Optional<?> nothing = update(key, (before) -> Optional.empty());
			try (Bucket bucket = this.storage.open()) {
				bucket.delete(key.name());
			}
			catch (ProblemException ex) {
				logger.debug("{} says nothing any more and stays where it is: {}", key.name(), ex.getMessage());
			}
			return nothing;
		});
	}

	/**
	 * The names of the folders that facts lie in, directly below one, in the order that
	 * {@link Bucket#listFolders} says, until it is told that it was the last.
	 */
	public void listFolders(String parent, @Nullable String after, Predicate<String> goOn) {
		try (Bucket bucket = this.storage.open()) {
			bucket.listFolders(StateKey.FOLDER + parent, after, goOn);
		}
	}

	/**
	 * Stops a start whose key is not the bucket's. A storage that does not answer stops
	 * none: it is asked again later.
	 * @throws StartRefusedException with what to do about it
	 */
	public void refuseOtherKey() {
		try (Bucket bucket = this.storage.open()) {
			this.ownership.require(new SmallObjects(bucket), settings(bucket));
		}
		catch (ProblemException ex) {
			if (ex.type() == ProblemType.ENCRYPTION_KEY_MISMATCH) {
				throw new StartRefusedException(ex.detail() + " " + ex.hint(), ex);
			}
			logger.warn("Tokens and policy in the bucket cannot be read yet: {}", ex.getMessage());
		}
	}

	private Reading ask(Bucket bucket, StateKey<?> key) {
		long asked = System.nanoTime();
		SmallObjects objects = new SmallObjects(bucket);
		this.ownership.require(objects, settings(bucket));
		Optional<SmallObject> object = objects.read(key.name());
		if (object.isEmpty()) {
			return new Reading(Optional.empty(), false, true, "", asked);
		}
		Optional<Signed> signed = this.format.read(key.path(), object.get().content());
		note(key, signed.isPresent());
		return new Reading(signed.flatMap((fact) -> read(key, fact.json())), true,
				signed.filter(Signed::lasting).isPresent(), object.get().etag(), asked);
	}

	private void note(StateKey<?> key, boolean ours) {
		if (ours) {
			this.ignored.remove(key.name());
		}
		else {
			this.ignored.add(key.name());
		}
	}

	private static Optional<Object> read(StateKey<?> key, byte[] json) {
		try {
			return Optional.ofNullable(JSON.readValue(json, key.type()));
		}
		catch (JacksonException ex) {
			throw new ProblemException(ProblemType.STATE_UNAVAILABLE,
					key.name() + " in the bucket was written by another version of Coffer.", ex)
				.hint("Run the newest version everywhere.");
		}
	}

	/**
	 * Writes a fact. The first time an object that says nothing is written before it: a
	 * bucket that lets nothing be replaced would let no token be revoked.
	 */
	private Reading write(SmallObjects objects, StateKey<?> key, boolean replaces, Optional<?> value) {
		String name = key.name();
		if (!replaces) {
			objects.write(name, this.format.write(key.path(), NOTHING));
		}
		long asked = System.nanoTime();
		byte[] json = JSON.writeValueAsBytes(value.orElse(null));
		String etag = objects.write(name, this.format.write(key.path(), json));
		this.ignored.remove(name);
		return new Reading(value.map((said) -> said), true, true, etag, asked);
	}

	private static ProblemException explained(ProblemException problem) {
		boolean denied = problem.type() == ProblemType.STORAGE_ACCESS_DENIED
				|| problem.properties().containsKey(StorageErrors.LOCKED);
		return denied ? problem.hint("Let the access key write and replace what is below " + StateKey.FOLDER
				+ " under the root path, and exempt that from the bucket's lock.") : problem;
	}

	private CachedFact cached(Bucket bucket, String path) {
		return this.cache.fact(settings(bucket), path);
	}

	private static S3Settings settings(Bucket bucket) {
		return bucket.connection().settings();
	}

	private static <T> Optional<T> value(StateKey<T> key, Reading reading) {
		return reading.value().map(key.type()::cast);
	}

}
