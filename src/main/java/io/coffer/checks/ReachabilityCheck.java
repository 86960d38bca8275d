package io.coffer.checks;

import io.coffer.checks.CheckRecorder.StepResult;
import io.coffer.probes.AnonymousResponse;
import io.coffer.probes.BucketProbes;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether an S3 API answers at all, asked without a key. */
final class ReachabilityCheck {

	/**
	 * Stores refuse requests of clocks that differ by more, as in
	 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">
	 * RequestTimeTooSkewed</a>.
	 */
	private static final Duration REFUSED_SKEW = Duration.ofMinutes(15);

	private static final Duration DOUBTFUL_SKEW = Duration.ofMinutes(5);

	private final BucketProbes probes;

	private final CheckRecorder log;

	private AnonymousResponse list = new AnonymousResponse(0, Map.of(), new byte[0]);

	private @Nullable ProblemException doubt;

	ReachabilityCheck(Bucket bucket, CheckRecorder log) {
		this.probes = new BucketProbes(bucket);
		this.log = log;
	}

	boolean run() {
		return this.log.attempt("dns", this::resolve) && this.log.attempt("http", this::answer)
				&& this.log.attempt("clock", this::clock);
	}

	/** The answer to a listing without a key. */
	AnonymousResponse anonymousList() {
		return this.list;
	}

	/** Why this may be no S3 API, or null; what is asked with the key decides. */
	@Nullable ProblemException doubt() {
		return this.doubt;
	}

	private StepResult resolve() {
		this.probes.resolve();
		return this.probes.proxy()
			.map((proxy) -> StepResult.skipped("Calls go through the proxy " + proxy + ", which resolves the name."))
			.orElseGet(() -> StepResult.passed("The name of the endpoint resolves."));
	}

	/**
	 * What strangers are answered is a hint and no verdict: gateways show them a page
	 * where the API is all the same.
	 */
	private StepResult answer() {
		this.list = this.probes.anonymousClient()
			.send("GET", URI.create(this.probes.bucketUrl() + "?list-type=2&max-keys=1"), Map.of());
		this.doubt = doubt(this.list);
		return (this.doubt == null)
				? StepResult.passed("The endpoint answers"
						+ this.probes.proxy().map((proxy) -> ", through " + proxy).orElse("") + ".")
				: StepResult.warning(this.doubt.type().code(),
						"Whoever asks without a key is not answered as S3 does; with the key, the S3 API is there.",
						"Nothing, if the other steps pass: something before the storage answers strangers itself.");
	}

	private static @Nullable ProblemException doubt(AnonymousResponse answer) {
		String text = answer.text().toLowerCase(Locale.ROOT);
		boolean page = answer.header("Content-Type").toLowerCase(Locale.ROOT).contains("html")
				|| text.startsWith("<!doctype html") || text.startsWith("<html");
		if (page) {
			return new ProblemException(ProblemType.STORAGE_NOT_S3, "The endpoint answers with a web page.")
				.hint("Use the URL of the S3 API, not of a web console or a login page; it often has another port.");
		}
		boolean refusedAsHttp = answer.status() == 400 && !text.isEmpty();
		return ((answer.ok() || refusedAsHttp) && !text.startsWith("<"))
				? new ProblemException(ProblemType.STORAGE_NOT_S3, "The endpoint answers, but not as S3 does.")
					.hint("Use the URL of the S3 API, whose answers are XML.")
				: null;
	}

	private StepResult clock() {
		try {
			Instant theirs = ZonedDateTime.parse(this.list.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME)
				.toInstant();
			Duration skew = Duration.between(theirs, Instant.now()).abs();
			if (skew.compareTo(REFUSED_SKEW) > 0) {
				throw new ProblemException(ProblemType.STORAGE_CLOCK,
						"The clocks differ by %d minutes.".formatted(skew.toMinutes()))
					.hint("Set the clock of the machine that runs Coffer.");
			}
			return (skew.compareTo(DOUBTFUL_SKEW) <= 0) ? StepResult.passed("The clocks agree.")
					: StepResult.warning(ProblemType.STORAGE_CLOCK.code(),
							"The clocks differ by %d minutes; from 15 minutes on the storage refuses everything."
								.formatted(skew.toMinutes()),
							"Set the clock of the machine that runs Coffer.");
		}
		catch (DateTimeParseException ex) {
			return StepResult.skipped("The storage does not tell its time.");
		}
	}

}
