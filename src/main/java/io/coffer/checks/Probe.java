package io.coffer.checks;

import io.coffer.checks.StepLog.Finding;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.ListedObject;
import io.coffer.storage.NewObject;
import io.coffer.storage.NoOverwrite;
import io.coffer.storage.ObjectContent;
import io.coffer.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import io.coffer.storage.FirstBlock;
import org.jspecify.annotations.Nullable;

/**
 * One small object and its way through the store, by the same code that backups take. Its
 * name is no backup's.
 */
final class Probe {

	static final int SIZE = 1024;

	private final Bucket bucket;

	private final StepLog log;

	private final byte[] content = new byte[SIZE];

	private final String key;

	private @Nullable NoOverwrite noOverwrite;

	Probe(Bucket bucket, StepLog log) {
		this.bucket = bucket;
		this.log = log;
		new SecureRandom().nextBytes(this.content);
		this.key = "coffer-check-" + HexFormat.of().formatHex(this.content, 0, 8);
	}

	/** Writes, lists and reads: without these nothing else is worth trying. */
	boolean run() {
		return this.log.attempt("write", this::write) && this.log.attempt("list", this::list)
				&& this.log.attempt("read", this::read);
	}

	/** Asks whether the store keeps what is there from being overwritten. */
	boolean tryToOverwrite() {
		return this.log.attempt("no-overwrite", this::overwrite);
	}

	void delete() {
		this.log.attempt("delete", () -> {
			this.bucket.delete(this.key);
			if (this.bucket.head(this.key).isPresent()) {
				throw new ProblemException(ProblemType.STORAGE_ERROR, "The probe is still there after its deletion.");
			}
			return Finding.passed("The probe was deleted.");
		});
	}

	/** Removes what is left, without a word: the report says why already. */
	void cleanUp() {
		try {
			this.bucket.delete(this.key);
		}
		catch (ProblemException ex) {
			// nothing more can be done
		}
	}

	String key() {
		return this.key;
	}

	boolean isContent(byte[] bytes) {
		return Arrays.equals(this.content, bytes);
	}

	/** How surely two writers of one name are kept apart, or null before it was tried. */
	@Nullable NoOverwrite noOverwrite() {
		return this.noOverwrite;
	}

	private Finding write() throws IOException {
		try {
			StoredObject stored = this.bucket.store(new ByteArrayInputStream(this.content), SIZE, this::object);
			if (stored.size() != SIZE) {
				throw changed();
			}
			return Finding.passed("A probe object was written.");
		}
		catch (ProblemException ex) {
			throw inContext(ex);
		}
	}

	private Finding list() {
		List<ListedObject> found = new ArrayList<>();
		this.bucket.list(this.key, null, found::add);
		if (found.stream().noneMatch((object) -> object.key().equals(this.key) && object.size() == SIZE)) {
			throw new ProblemException(ProblemType.STORAGE_ADDRESSING, "The probe is not listed under its key.")
				.hint("The bucket may be part of the endpoint already: take it out there, or change the addressing.");
		}
		return Finding.passed("The probe is listed under its key.");
	}

	private Finding read() throws IOException {
		StoredObject stored = this.bucket.head(this.key).orElseThrow(Probe::changed);
		try (ObjectContent whole = this.bucket.read(stored)) {
			if (!isContent(whole.stream().readNBytes(SIZE + 1))) {
				throw changed();
			}
		}
		try (ObjectContent range = this.bucket.read(stored, 100, 199)) {
			if (!Arrays.equals(Arrays.copyOfRange(this.content, 100, 200), range.stream().readNBytes(SIZE + 1))) {
				throw changed();
			}
		}
		return Finding.passed("The probe came back byte for byte, whole and in part.");
	}

	private Finding overwrite() {
		NoOverwrite found = this.bucket.tryToOverwrite(this.key);
		this.noOverwrite = found;
		return (found == NoOverwrite.ATOMIC) ? Finding.passed("Nothing overwrites what is there.") : Finding.warning(
				"no-overwrite-best-effort", "The storage itself does not keep an object from being overwritten.",
				"Coffer looks before it writes. Two computers that send one chosen name at the same instant may "
						+ "both succeed; names that Coffer makes are never the same.");
	}

	private NewObject object(FirstBlock beginning) {
		return new NewObject(this.key, "application/octet-stream", "attachment", Map.of());
	}

	/** A problem of the writing alone: the same key has listed the bucket just before. */
	private static ProblemException inContext(ProblemException problem) {
		return switch (problem.type()) {
			case STORAGE_CREDENTIALS -> new ProblemException(ProblemType.STORAGE_BODY_ENCODING,
					"The storage took the key for a listing, but not for a body.", problem)
				.hint("It does not understand how the body is sent. Name the kind of store in \"provider\".");
			case BACKUP_EXISTS ->
				new ProblemException(ProblemType.STORAGE_ERROR, "The storage does not hold what was written.", problem)
					.hint("Check that the endpoint is the one of the S3 API, not of a console or web page.");
			default -> problem;
		};
	}

	private static ProblemException changed() {
		return new ProblemException(ProblemType.STORAGE_BODY_ENCODING, "The probe came back changed.").hint(
				"The storage keeps how the body was sent as if it were the body, or something on the way changes it.");
	}

}
