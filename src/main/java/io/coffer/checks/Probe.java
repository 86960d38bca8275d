package io.coffer.checks;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.ListedObject;
import io.coffer.storage.NewObject;
import io.coffer.storage.ObjectContent;
import io.coffer.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** One probe object and its way through the store. Its name is no backup's. */
final class Probe implements Runnable {

	private static final List<String> STEPS = List.of("write", "list", "read", "delete");

	private static final int SIZE = 1024;

	private final Bucket bucket;

	private final byte[] content = new byte[SIZE];

	private final String key;

	private final List<CheckStep> steps = new ArrayList<>();

	Probe(Bucket bucket) {
		this.bucket = bucket;
		new SecureRandom().nextBytes(this.content);
		this.key = "coffer-check-" + HexFormat.of().formatHex(this.content, 0, 8);
	}

	@Override
	public void run() {
		boolean sound = attempt("write", "A probe object was written.", this::write)
				&& attempt("list", "The probe is listed under its key.", this::list)
				&& attempt("read", "The probe came back byte for byte.", this::read);
		if (sound) {
			attempt("delete", "The probe was deleted.", () -> this.bucket.delete(this.key));
		}
		else {
			cleanUp();
		}
	}

	/** Every step, those that were not reached as skipped. */
	synchronized List<CheckStep> steps() {
		List<CheckStep> all = new ArrayList<>(this.steps);
		STEPS.subList(all.size(), STEPS.size()).forEach((name) -> all.add(CheckStep.skipped(name)));
		return all;
	}

	/** The same, the step under way as failed. */
	synchronized List<CheckStep> stepsSoFar(Duration waited) {
		if (this.steps.size() < STEPS.size()) {
			this.steps.add(CheckStep.failed(STEPS.get(this.steps.size()),
					new ProblemException(ProblemType.STORAGE_UNREACHABLE, "The storage does not answer in time.")
						.hint("Check the endpoint, and whether this machine can reach it."),
					waited));
		}
		return steps();
	}

	private boolean attempt(String name, String message, Step step) {
		long start = System.nanoTime();
		try {
			step.run();
			add(CheckStep.passed(name, message, since(start)));
			return true;
		}
		catch (ProblemException ex) {
			add(CheckStep.failed(name, ex, since(start)));
		}
		catch (IOException ex) {
			add(CheckStep.failed(name,
					new ProblemException(ProblemType.STORAGE_UNREACHABLE, "The storage broke off its answer.", ex),
					since(start)));
		}
		return false;
	}

	private synchronized void add(CheckStep step) {
		if (this.steps.size() < STEPS.size()) {
			this.steps.add(step);
		}
	}

	private void write() throws IOException {
		try {
			StoredObject stored = this.bucket.store(new ByteArrayInputStream(this.content), SIZE,
					(beginning) -> new NewObject(this.key, "application/octet-stream", "attachment", Map.of(), false));
			if (stored.size() != SIZE) {
				throw changed();
			}
		}
		catch (ProblemException ex) {
			throw (ex.type() == ProblemType.BACKUP_EXISTS) ? notOurs(ex) : ex;
		}
	}

	private void list() {
		List<ListedObject> found = new ArrayList<>();
		this.bucket.list(this.key, null, found::add);
		if (found.stream().noneMatch((object) -> object.key().equals(this.key) && object.size() == SIZE)) {
			throw new ProblemException(ProblemType.STORAGE_ADDRESSING, "The probe is not listed under its key.")
				.hint("The bucket may be part of the endpoint already; leave it out there, or change the addressing.");
		}
	}

	private void read() throws IOException {
		try (ObjectContent read = this.bucket.read(this.key, null, "")) {
			if (!Arrays.equals(this.content, read.stream().readNBytes(SIZE + 1))) {
				throw changed();
			}
		}
	}

	private void cleanUp() {
		try {
			this.bucket.delete(this.key);
		}
		catch (ProblemException ex) {
			// the report says why already
		}
	}

	/** Nobody else uses the probe's name: what is there was not written by us. */
	private static ProblemException notOurs(ProblemException exists) {
		return new ProblemException(ProblemType.STORAGE_ERROR, "The storage does not hold what was written.", exists)
			.hint("Check that the endpoint is the one of the S3 API, not of a console or web page.");
	}

	private static ProblemException changed() {
		return new ProblemException(ProblemType.STORAGE_BODY_ENCODING, "The probe came back changed.");
	}

	private static Duration since(long start) {
		return Duration.ofMillis((System.nanoTime() - start) / 1_000_000);
	}

	/** One step of the probe. */
	@FunctionalInterface
	private interface Step {

		void run() throws IOException;

	}

}
