package io.coffer.checks;

import io.coffer.checks.CheckRecorder.StepResult;
import io.coffer.storage.Bucket;
import io.coffer.storage.ListedObject;
import java.util.regex.Pattern;

/**
 * Whether another program keeps backups in the same root path and may remove Coffer's.
 * Cherry Studio 1.x, when it keeps the last few, takes every name for its own that has
 * its type of device ({@code mac}, {@code windows}, {@code linux}) and its host in it,
 * whatever the application; 2.x does not.
 */
final class OtherProgramsCheck {

	private static final String CHERRY_STUDIO = "cherry-studio.";

	/** Not Coffer's own of the same application, which have a tag of 12 hex digits. */
	private static final Pattern BACKUP = Pattern
		.compile("cherry-studio\\.\\d{14}\\..+\\.(?![0-9a-f]{12}\\.zip$)[^.]+\\.zip");

	private final Bucket bucket;

	private final CheckRecorder log;

	OtherProgramsCheck(Bucket bucket, CheckRecorder log) {
		this.bucket = bucket;
		this.log = log;
	}

	boolean run() {
		return this.log.attempt("root-path", () -> {
			boolean shared = this.bucket.firstPage(CHERRY_STUDIO)
				.stream()
				.map(ListedObject::key)
				.anyMatch((key) -> BACKUP.matcher(key).matches());
			return shared ? StepResult.warning("shared-root-path", "Cherry Studio keeps backups in the same root path.",
					"Cherry Studio 1.x deletes Coffer's backups when it keeps the last few of a computer. While "
							+ "anyone uses 1.x, give Coffer a root path of its own; 2.x is safe.")
					: StepResult.passed("No other program is known to keep backups in the root path.");
		});
	}

}
