package io.coffer.checks;

import io.coffer.checks.CheckRecorder.StepResult;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.ListedObject;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Whether the root path is free: that no other Coffer keeps a vault or its state there,
 * and no other program backups, which may remove Coffer's. Cherry Studio 1.x, when it
 * keeps the last few, takes every name for its own that has its type of device
 * ({@code mac}, {@code windows}, {@code linux}) and its host in it, whatever the
 * application; 2.x does not.
 */
final class OtherProgramsCheck {

	private static final String CHERRY_STUDIO = "cherry-studio.";

	/** Not Coffer's own of the same application, which have a tag of 12 hex digits. */
	private static final Pattern BACKUP = Pattern
		.compile("cherry-studio\\.\\d{14}\\..+\\.(?![0-9a-f]{12}\\.zip$)[^.]+\\.zip");

	/** Where a vault of a Coffer above begins, or what it remembers. */
	private static final Pattern FOLDER_OF_COFFER = Pattern
		.compile("(?<=^|/)(?:vaults/[a-z0-9][a-z0-9-]{1,61}[a-z0-9]|\\.coffer)/");

	/** What every Coffer has in its root path that has ever made a token. */
	private static final String MARK = ".coffer/key.json";

	private final Bucket bucket;

	private final String rootPath;

	private final CheckRecorder log;

	OtherProgramsCheck(Bucket bucket, String rootPath, CheckRecorder log) {
		this.bucket = bucket;
		this.rootPath = rootPath;
		this.log = log;
	}

	boolean run() {
		return this.log.attempt("root-path", () -> {
			if (FOLDER_OF_COFFER.matcher(this.rootPath).results().anyMatch(this::isOfAnother)) {
				throw new ProblemException(ProblemType.INVALID_SETTINGS,
						"The root path lies in a folder that another Coffer keeps for itself.")
					.hint("Choose one that has neither .coffer/ nor another Coffer's vaults/ above it.");
			}
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

	/** A folder that is only called so belongs to nobody. */
	private boolean isOfAnother(MatchResult folder) {
		try {
			return this.bucket.has(this.rootPath.substring(0, folder.start()) + MARK);
		}
		catch (ProblemException ex) {
			// The key may have no rights above the root path
			return false;
		}
	}

}
