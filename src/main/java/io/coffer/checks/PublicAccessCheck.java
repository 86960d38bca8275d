package io.coffer.checks;

import io.coffer.checks.CheckRecorder.StepResult;
import io.coffer.probes.AnonymousResponse;
import io.coffer.probes.BucketProbes;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.S3Settings;
import io.coffer.storage.Bucket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * What others can do with the bucket: those with a presigned URL should read one object,
 * those without any nothing.
 */
final class PublicAccessCheck {

	private static final Duration LIFETIME = Duration.ofMinutes(5);

	private final Bucket bucket;

	private final CheckRecorder log;

	private final ObjectCheck probe;

	private boolean reached;

	private boolean openToAll;

	PublicAccessCheck(Bucket bucket, CheckRecorder log, ObjectCheck probe) {
		this.bucket = bucket;
		this.log = log;
		this.probe = probe;
	}

	void usePresignedUrl(S3Settings settings) {
		this.log.attempt("presigned-url", () -> download(settings.publicEndpoint() != null));
	}

	/** Looks for what can be seen without a key. */
	void lookAround(AnonymousResponse anonymousList) {
		this.log.attempt("private", () -> {
			AnonymousResponse object = send("GET", this.bucket.url(this.probe.key()));
			boolean lists = anonymousList.ok() && anonymousList.text().contains("<ListBucketResult");
			boolean reads = object.ok() && this.probe.isContent(object.beginning());
			this.openToAll = lists || reads;
			return this.openToAll
					? StepResult.warning("bucket-public",
							lists ? "ANYONE can list the bucket, without any key."
									: "ANYONE can read the backups, without any key.",
							"Make the bucket private: take away its public policy and access list.")
					: StepResult.passed("Without a key nobody lists or reads the bucket.");
		});
	}

	/** Whether Coffer itself was answered at the address in presigned URLs. */
	boolean reached() {
		return this.reached;
	}

	boolean openToAll() {
		return this.openToAll;
	}

	private StepResult download(boolean elsewhere) {
		AnonymousResponse answer;
		try {
			answer = send("GET", this.bucket.presign(this.probe.key(), LIFETIME));
			this.reached = true;
		}
		catch (ProblemException ex) {
			if (!elsewhere) {
				throw ex;
			}
			return StepResult.warning(ex.type().code(), "Coffer cannot reach the public endpoint itself.",
					"Try a restore URL on a computer that should reach it.");
		}
		if (!answer.ok() || !this.probe.isContent(answer.beginning())) {
			throw new ProblemException(ProblemType.STORAGE_ERROR,
					"A presigned URL is answered with %d.".formatted(answer.status()))
				.hint("Restores by URL would fail. A proxy before the storage must pass the Host header, the path and the "
						+ "query on unchanged.");
		}
		if (!answer.header("Content-Disposition").contains(ObjectCheck.FILE_NAME)) {
			return StepResult.warning("file-name-lost", "The storage does not tell what a download is called.",
					"Downloads by URL are called after the URL, not after the file. The storage, or a proxy before it, "
							+ "drops the header Content-Disposition.");
		}
		return StepResult.passed("A presigned URL opens the probe to a plain client.");
	}

	private AnonymousResponse send(String method, URI url) {
		return new BucketProbes(this.bucket).anonymousClient().send(method, url, Map.of());
	}

}
