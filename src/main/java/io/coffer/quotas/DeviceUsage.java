package io.coffer.quotas;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.coffer.backups.BackupNames;
import io.coffer.backups.OwnerMetadata;
import io.coffer.callers.Vault;
import io.coffer.storage.Bucket;
import io.coffer.storage.ListedObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Adds up what the backups of a vault take, and those of each of its devices. Where a
 * name does not tell the device, the object does: it is asked once, and remembered for as
 * long as it is listed unchanged. One sum is made at a time.
 */
@Component
class DeviceUsage {

	/** So that no upload waits for thousands of answers; the next sum asks on. */
	private static final int MOST_QUESTIONS = 200;

	private static final int MOST_REMEMBERED = 20_000;

	/** The owner of what other programs store. */
	private static final String NOBODY = "";

	private final BackupNames names;

	private final Cache<Owned, String> owners = Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

	DeviceUsage(BackupNames names) {
		this.names = names;
	}

	/**
	 * The bytes of the backups in a vault's bucket. What has not been asked yet counts
	 * for no device.
	 */
	Usage of(Vault vault, Bucket bucket) {
		Map<String, Long> sizes = new HashMap<>();
		List<Owned> unknown = new ArrayList<>();
		AtomicLong total = new AtomicLong();
		bucket.list("", null, (object) -> this.names.parse(object.key()).ifPresent((name) -> {
			total.addAndGet(object.size());
			Owned owned = new Owned(vault, object);
			@Nullable String owner = (name.device() != null) ? name.device() : this.owners.getIfPresent(owned);
			if (owner != null) {
				sizes.merge(owner, object.size(), Long::sum);
			}
			else if (unknown.size() < MOST_QUESTIONS) {
				unknown.add(owned);
			}
		}));
		for (Owned owned : unknown) {
			String owner = owner(bucket, owned.object());
			sizes.merge(owner, owned.object().size(), Long::sum);
			this.owners.put(owned, owner);
		}
		return new Usage(sizes, total.get());
	}

	/** The bytes of a vault's backups alone, which no object need be asked for. */
	Usage total(Bucket bucket) {
		AtomicLong total = new AtomicLong();
		bucket.list("", null,
				(object) -> this.names.parse(object.key()).ifPresent((name) -> total.addAndGet(object.size())));
		return new Usage(Map.of(), total.get());
	}

	private static String owner(Bucket bucket, ListedObject object) {
		return bucket.head(object.key())
			.map((stored) -> Objects.requireNonNullElse(OwnerMetadata.read(stored), NOBODY))
			.orElse(NOBODY);
	}

	/**
	 * What the backups of a vault take.
	 *
	 * @param devices the bytes of each device
	 * @param total those of all backups
	 */
	record Usage(Map<String, Long> devices, long total) {

		long of(String device) {
			return this.devices.getOrDefault(device, 0L);
		}

	}

	/** An object of a vault, as it is listed. */
	private record Owned(Vault vault, ListedObject object) {
	}

}
