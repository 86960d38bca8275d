package io.coffer.checks;

import io.coffer.checks.CheckRecorder.StepResult;
import io.coffer.client.StoreCapabilities;
import io.coffer.probes.BucketProbes;
import io.coffer.providers.OverwriteProtection;
import io.coffer.providers.S3Settings;
import io.coffer.storage.Bucket;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All steps of a check in order. What they write is removed, however they end. */
final class CheckRun {

	private final S3Settings settings;

	private final Bucket bucket;

	private final URI url;

	private final CheckRecorder log;

	private final ObjectCheck probe;

	private final ReachabilityCheck reachability;

	private final PublicAccessCheck publicAccess;

	private final BrowserUploadsCheck browserUploads;

	private final VersioningCheck versioning;

	/**
	 * Opens a check.
	 * @param origins of the pages that may call Coffer
	 */
	CheckRun(S3Settings settings, Bucket bucket, List<String> origins) {
		this.settings = settings;
		this.bucket = bucket;
		this.url = bucket.url();
		this.log = new CheckRecorder(settings.provider());
		this.probe = new ObjectCheck(bucket, this.log);
		this.reachability = new ReachabilityCheck(bucket, this.log);
		this.versioning = new VersioningCheck(new BucketProbes(bucket).rules(), this.log, this.probe.key());
		this.publicAccess = new PublicAccessCheck(bucket, this.log, this.probe);
		this.browserUploads = new BrowserUploadsCheck(bucket, settings.provider(), this.log,
				this.probe.key() + "-browser", origins);
	}

	/** Takes every step that makes sense, and answers itself when all are taken. */
	CheckRun run() {
		try {
			if (works()) {
				tryEverything();
			}
			return this;
		}
		finally {
			this.probe.cleanUp();
		}
	}

	/** The steps without which there is no backup at all. */
	private boolean works() {
		this.log.conclude("settings",
				StepResult.passed("%s, written to %s".formatted(this.settings.provider().title(), this.url)));
		return this.reachability.run() && new CredentialCheck(this.bucket, this.log, this.reachability.doubt()).run()
				&& this.probe.run();
	}

	/** The steps that say what else works, each for itself. */
	private void tryEverything() {
		new MultipartCheck(this.bucket, this.log, this.probe.key() + "-parts").run();
		this.publicAccess.usePresignedUrl(this.settings);
		this.publicAccess.lookAround(this.reachability.anonymousList());
		this.browserUploads.run(this.publicAccess.reached());
		new OtherProgramsCheck(this.bucket, this.settings.rootPath(), this.log).run();
		this.probe.tryToOverwrite();
		new StateCheck(this.bucket, this.log, this.probe.stateKey()).run();
		this.versioning.run();
		this.probe.delete();
	}

	/** Whether the settings work as far as the first backup. */
	boolean tryOut() {
		try {
			return works();
		}
		finally {
			this.probe.cleanUp();
		}
	}

	/** The exact URL below which backups would be written. */
	URI url() {
		return this.url;
	}

	CheckRecorder log() {
		return this.log;
	}

	/** What was learnt of the store, or null if the check did not come so far. */
	@Nullable StoreCapabilities capabilities() {
		OverwriteProtection noOverwrite = this.probe.noOverwrite();
		return (noOverwrite != null)
				? new StoreCapabilities(noOverwrite, this.publicAccess.openToAll(), this.versioning.keepsVersions())
				: null;
	}

}
