package io.coffer.checks;

import io.coffer.checks.CheckStep.Status;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.Provider;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one check, written by the thread that takes them and read by the one that
 * waits. Once it was read to the end nothing is added any more.
 */
final class CheckRecorder {

	/** Every step there is, in order. */
	private static final List<String> NAMES = List.of("settings", "dns", "http", "clock", "credentials", "bucket",
			"region", "addressing", "write", "list", "read", "multipart", "no-overwrite", "presigned-url", "private",
			"browser-uploads", "root-path", "state", "versioning", "lock", "delete");

	/** One step: what it found if it did not fail. */
	@FunctionalInterface
	interface Attempt {

		StepResult run() throws IOException;

	}

	/**
	 * How a step ended.
	 *
	 * @param status passed, warning or skipped
	 * @param code the warning's code, or null
	 * @param message what happened
	 * @param hint what to do about it, or null
	 */
	record StepResult(Status status, @Nullable String code, String message, @Nullable String hint) {

		static StepResult passed(String message) {
			return new StepResult(Status.PASSED, null, message, null);
		}

		static StepResult warning(String code, String message, String hint) {
			return new StepResult(Status.WARNING, code, message, hint);
		}

		static StepResult skipped(String message) {
			return new StepResult(Status.SKIPPED, null, message, null);
		}

	}

	private final Provider provider;

	private final Map<String, CheckStep> steps = new LinkedHashMap<>();

	private final List<CheckStep> untold = new ArrayList<>();

	private @Nullable ProblemException problem;

	private String current = NAMES.get(0);

	private boolean closed;

	CheckRecorder(Provider provider) {
		this.provider = provider;
	}

	/** Takes a step; false if it failed, or if the report is closed. */
	boolean attempt(String name, Attempt attempt) {
		if (!begin(name)) {
			return false;
		}
		long start = System.nanoTime();
		try {
			StepResult result = attempt.run();
			add(new CheckStep(name, result.status(), result.code(), result.message(), result.hint(), since(start)));
			return true;
		}
		catch (ProblemException ex) {
			fail(name, ex, since(start));
		}
		catch (IOException ex) {
			fail(name, new ProblemException(ProblemType.STORAGE_UNREACHABLE, "The storage broke off its answer.", ex),
					since(start));
		}
		return false;
	}

	/** Writes down a step that another one has decided. */
	void conclude(String name, StepResult result) {
		add(new CheckStep(name, result.status(), result.code(), result.message(), result.hint(), Duration.ZERO));
	}

	/** Writes down a failure that another step has met, in place of what was there. */
	void conclude(String name, ProblemException failure, Duration took) {
		fail(name, failure, took);
	}

	/**
	 * What the first step that failed met, if other settings may mend that: nothing can
	 * where the probe has come back already.
	 */
	synchronized Optional<ProblemException> fixable() {
		return succeeded("read") ? Optional.empty() : Optional.ofNullable(this.problem);
	}

	/** Whether a step was taken and what it tries works, doubts or not. */
	synchronized boolean succeeded(String name) {
		CheckStep step = this.steps.get(name);
		return step != null && (step.status() == Status.PASSED || step.status() == Status.WARNING);
	}

	/** What has come since this was asked before, to the last word on each step. */
	synchronized List<CheckStep> news() {
		List<CheckStep> news = List.copyOf(this.untold);
		this.untold.clear();
		return news;
	}

	/** Every step, those that were not reached as skipped. */
	synchronized List<CheckStep> close() {
		this.closed = true;
		return NAMES.stream()
			.map((name) -> Optional.ofNullable(this.steps.get(name))
				.orElseGet(() -> CheckStep.skipped(name, "Not tried, since a step before it failed.")))
			.toList();
	}

	/** The same when time is up: the step under way has failed. */
	synchronized List<CheckStep> close(Duration waited) {
		if (!this.steps.containsKey(this.current)) {
			fail(this.current,
					new ProblemException(ProblemType.STORAGE_UNREACHABLE, "The storage does not answer in time.")
						.hint("Check the endpoint, and whether this machine can reach it."),
					waited);
		}
		return close();
	}

	/** Says which step is under way; false if the report is closed. */
	synchronized boolean begin(String name) {
		this.current = name;
		return !this.closed;
	}

	private synchronized void add(CheckStep step) {
		if (!this.closed) {
			this.steps.put(step.name(), step);
			this.untold.add(step);
		}
	}

	private synchronized void fail(String name, ProblemException failure, Duration took) {
		if (this.problem == null) {
			this.problem = failure;
		}
		add(new CheckStep(name, Status.FAILED, failure.type().code(), failure.detail(),
				this.provider.hint(failure.type()).orElse(failure.hint()), took));
	}

	private static Duration since(long start) {
		return Duration.ofMillis((System.nanoTime() - start) / 1_000_000);
	}

}
