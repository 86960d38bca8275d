package io.coffer.checks;

import io.coffer.checks.CheckRecorder.StepResult;
import io.coffer.probes.BrowserAnswer;
import io.coffer.probes.BucketProbes;
import io.coffer.problems.ProblemException;
import io.coffer.providers.CorsRules;
import io.coffer.providers.Provider;
import io.coffer.storage.Bucket;
import java.util.List;
import java.util.Optional;

/**
 * Whether the pages that may call Coffer may upload straight to the bucket too. Nothing
 * of this fails a check, since uploads through Coffer need none of it.
 */
final class BrowserUploadsCheck {

	/** So that many origins leave the other steps their time. */
	private static final int MOST = 5;

	private final Bucket bucket;

	private final Provider provider;

	private final CheckRecorder log;

	private final String key;

	private final List<String> origins;

	private final int more;

	BrowserUploadsCheck(Bucket bucket, Provider provider, CheckRecorder log, String key, List<String> origins) {
		this.bucket = bucket;
		this.provider = provider;
		this.log = log;
		this.key = key;
		this.origins = origins.stream().limit(MOST).toList();
		this.more = origins.size() - this.origins.size();
	}

	/**
	 * Takes the step.
	 * @param reached whether a signed URL was answered before
	 */
	void run(boolean reached) {
		this.log.attempt("browser-uploads", () -> {
			if (this.origins.isEmpty()) {
				return StepResult
					.skipped("No pages of other origins may call Coffer. Name those that upload straight to the "
							+ "bucket in coffer.cors.allowed-origins.");
			}
			if (!reached) {
				return unknown("No presigned URL was answered.");
			}
			try {
				return judge(new BucketProbes(this.bucket).tryAsBrowser(this.key, this.origins));
			}
			catch (ProblemException ex) {
				return unknown(ex.detail());
			}
		});
	}

	private StepResult judge(List<BrowserAnswer> answers) {
		List<String> lacks = answers.stream().flatMap((answer) -> lack(answer).stream()).toList();
		if (lacks.isEmpty()) {
			return StepResult.passed(
					"Pages of " + String.join(", ", this.origins) + " may upload straight to the bucket." + untried());
		}
		return StepResult.warning("cors-missing",
				"Pages cannot upload straight to the bucket: " + String.join("; ", lacks) + "." + untried(),
				"Uploads through Coffer work all the same. " + new CorsRules(this.origins).hint(this.provider));
	}

	private static Optional<String> lack(BrowserAnswer answer) {
		if (!answer.allowsPut()) {
			return Optional.of(answer.origin() + " may not PUT");
		}
		if (!answer.allowsType()) {
			return Optional.of(answer.origin() + " may PUT, but not with a Content-Type");
		}
		if (!answer.allowsAnswer()) {
			return Optional.of(answer.origin() + " may PUT, and not see the answer");
		}
		if (!answer.part().ok()) {
			return Optional.of("a part from " + answer.origin() + " is answered with " + answer.part().status());
		}
		return answer.exposesTag() ? Optional.empty()
				: Optional.of(answer.origin() + " may PUT, and not read the ETag of the answer");
	}

	private String untried() {
		return (this.more > 0) ? " " + this.more + " more origins were not tried." : "";
	}

	private static StepResult unknown(String why) {
		return StepResult.skipped("Coffer cannot find out by itself whether browsers upload straight to the bucket: "
				+ why + " Try it from a page.");
	}

}
