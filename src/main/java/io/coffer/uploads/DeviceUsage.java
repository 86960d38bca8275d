package io.coffer.uploads;

import io.coffer.backups.BackupNames;
import io.coffer.backups.OwnerMetadata;
import io.coffer.storage.Bucket;
import io.coffer.storage.ListedObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Adds up what each device's backups take. Where a name does not tell the device, the
 * object does: it is asked once, and remembered for as long as it is listed unchanged.
 * One sum is made at a time.
 */
@Component
class DeviceUsage {

	/** So that no upload waits for thousands of answers; the next sum asks on. */
	private static final int MOST_QUESTIONS = 200;

	private static final int MOST_REMEMBERED = 20_000;

	/** The owner of what other programs store. */
	private static final String NOBODY = "";

	private final BackupNames names;

	private volatile Map<ListedObject, String> remembered = Map.of();

	DeviceUsage(BackupNames names) {
		this.names = names;
	}

	/**
	 * The bytes of each device's backups in the bucket. What has not been asked yet
	 * counts for no device.
	 */
	Map<String, Long> sizes(Bucket bucket) {
		Map<String, Long> sizes = new HashMap<>();
		Map<ListedObject, String> known = new HashMap<>();
		List<ListedObject> unknown = new ArrayList<>();
		bucket.list("", null, (object) -> this.names.parse(object.key()).ifPresent((name) -> {
			@Nullable String owner = (name.device() != null) ? name.device() : this.remembered.get(object);
			if (owner != null) {
				sizes.merge(owner, object.size(), Long::sum);
			}
			if (name.device() == null) {
				if (owner != null) {
					known.put(object, owner);
				}
				else if (unknown.size() < MOST_QUESTIONS) {
					unknown.add(object);
				}
			}
		}));
		for (ListedObject object : unknown) {
			String owner = owner(bucket, object);
			sizes.merge(owner, object.size(), Long::sum);
			if (known.size() < MOST_REMEMBERED) {
				known.put(object, owner);
			}
		}
		this.remembered = known;
		return sizes;
	}

	private static String owner(Bucket bucket, ListedObject object) {
		return bucket.head(object.key())
			.map((stored) -> Objects.requireNonNullElse(OwnerMetadata.read(stored), NOBODY))
			.orElse(NOBODY);
	}

}
