package io.coffer.checks;

import io.coffer.checks.CheckRecorder.StepResult;
import io.coffer.client.StorageErrors;
import io.coffer.probes.BucketProbes;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.OverwriteProtection;
import io.coffer.storage.Bucket;
import io.coffer.storage.ListedObject;
import io.coffer.storage.NewObject;
import io.coffer.storage.ObjectContent;
import io.coffer.storage.ProbeNames;
import io.coffer.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small object and its way through the store, by the same code that backups take. Its
 * name has one of each kind of characters that names of backups may have, and is none.
 */
final class ObjectCheck {

	static final int SIZE = 1024;

	/** What a download is called. */
	static final String FILE_NAME = "coffer-check.bin";

	/** What a check that was killed has left is as old, and no other check is. */
	private static final Duration ABANDONED = Duration.ofDays(1);

	private static final int ID_BYTES = 8;

	private final Bucket bucket;

	private final CheckRecorder log;

	private final byte[] content = new byte[SIZE];

	private final String plainKey;

	private final String key;

	private final String secondKey;

	private final Set<String> left = new LinkedHashSet<>();

	private @Nullable OverwriteProtection noOverwrite;

	ObjectCheck(Bucket bucket, CheckRecorder log) {
		this.bucket = bucket;
		this.log = log;
		new SecureRandom().nextBytes(this.content);
		byte[] id = id();
		this.plainKey = ProbeNames.plain(id);
		this.key = ProbeNames.full(id);
		this.secondKey = ProbeNames.second(id);
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
			try {
				this.bucket.delete(this.key);
			}
			catch (ProblemException ex) {
				if (!ex.properties().containsKey(StorageErrors.LOCKED)) {
					throw ex;
				}
				return StepResult.warning("bucket-locked",
						"The probes of this check, \"" + this.key + "\" and others, are locked and stay.",
						"Nothing can be deleted before its lock ends, by Coffer or by retention. Remove what begins with coffer-check- then.");
			}
			if (this.bucket.head(this.key).isPresent()) {
				throw new ProblemException(ProblemType.STORAGE_ERROR, "The probe is still there after its deletion.");
			}
			this.left.remove(this.key);
			return StepResult.passed("The probe was deleted.");
		});
	}

	/** Removes what is left, without a word: the report says why already. */
	void cleanUp() {
		for (String name : this.left) {
			try {
				this.bucket.delete(name);
			}
			catch (ProblemException ex) {
				// nothing more can be done
			}
		}
	}

	/** The name of a probe where state is kept, which is removed with the others. */
	String stateKey() {
		String name = ProbeNames.ofState(id());
		this.left.add(name);
		return name;
	}

	private byte[] id() {
		return Arrays.copyOf(this.content, ID_BYTES);
	}

	String key() {
		return this.key;
	}

	boolean isContent(byte[] bytes) {
		return Arrays.equals(this.content, bytes);
	}

	/** How surely two writers of one name are kept apart, or null before it was tried. */
	@Nullable OverwriteProtection noOverwrite() {
		return this.noOverwrite;
	}

	private StepResult write() throws IOException {
		try {
			store(this.key);
			return StepResult.passed("A probe object was written.");
		}
		catch (ProblemException ex) {
			throw takesPlainName(ex)
					? nameChanged(ex,
							"The storage takes a plain name, but not one with a space, "
									+ "\"+\", \"@\", brackets and letters beyond ASCII, as names of backups may have.")
					: inContext(ex);
		}
	}

	private void store(String name) throws IOException {
		this.left.add(name);
		if (this.bucket.store(new ByteArrayInputStream(this.content), SIZE, object(name)).size() != SIZE) {
			throw changed();
		}
	}

	/** Whether it was nothing but the name that could not be written. */
	private boolean takesPlainName(ProblemException problem) throws IOException {
		if (problem.type().status() != ProblemType.STORAGE_ERROR.status()) {
			return false;
		}
		try {
			store(this.plainKey);
			return true;
		}
		catch (ProblemException ex) {
			return false;
		}
	}

	/**
	 * A second object makes a second page. A third, whose name begins with the first's,
	 * shows whether pages are in the order of names: s3rver orders its files by names
	 * with an ending, so a page that ends there leaves one out.
	 */
	private StepResult list() throws IOException {
		store(this.secondKey);
		List<ListedObject> probes = this.bucket.firstPage(ProbeNames.PREFIX);
		Instant now = own(probes).lastModified();
		probes.stream()
			.filter((probe) -> ProbeNames.isProbe(probe.key()) && probe.lastModified().isBefore(now.minus(ABANDONED)))
			.forEach((probe) -> this.left.add(probe.key()));
		if (!pages(this.plainKey).equals(List.of(this.key, this.secondKey))) {
			throw new ProblemException(ProblemType.STORAGE_ERROR,
					"The second page of a list does not have what follows the first.")
				.hint("Beyond the first page, backups would be missing from lists. Update the storage, or name its kind in "
						+ "\"provider\".");
		}
		String longer = this.key + "-2";
		store(longer);
		return pages(this.key).equals(List.of(this.key, longer))
				? StepResult.passed("The probe is listed under its key, and the list goes on behind its first page.")
				: StepResult.warning("list-order",
						"The storage lists a name and one that begins with it in the wrong order.",
						"Where a page of the list ends between two such backups, such as a.zip and a.zip-2.zip, one is "
								+ "missing. Names that Coffer makes are never such.");
	}

	/** The keys that begin so, asked for in pages of one. */
	private List<String> pages(String prefix) {
		List<String> keys = new ArrayList<>();
		this.bucket.listOneByOne(prefix, (object) -> keys.add(object.key()));
		return keys;
	}

	private ListedObject own(List<ListedObject> probes) {
		return probes.stream()
			.filter((probe) -> probe.key().equals(this.key) && probe.size() == SIZE)
			.findFirst()
			.orElseThrow(() -> probes.stream().anyMatch((probe) -> probe.key().startsWith(this.plainKey))
					? nameChanged(null, "The probe is listed under another name.")
					: new ProblemException(ProblemType.STORAGE_ADDRESSING, "The probe is not listed under its key.")
						.hint("The bucket may be part of the endpoint already: take it out there, or change the addressing."));
	}

	private StepResult read() throws IOException {
		StoredObject stored = this.bucket.head(this.key).orElseThrow(ObjectCheck::changed);
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
		return StepResult.passed("The probe came back byte for byte, whole and in part.");
	}

	private StepResult overwrite() {
		OverwriteProtection found = new BucketProbes(this.bucket).tryToOverwrite(this.key);
		this.noOverwrite = found;
		return (found == OverwriteProtection.ATOMIC)
				? StepResult.passed("Nothing overwrites what is there, nor do two who write one name at once.")
				: StepResult.warning("no-overwrite-best-effort",
						"The storage itself does not keep an object from being overwritten.",
						"Coffer looks before it writes. Two computers that send one chosen name at the same instant may "
								+ "both succeed; names that Coffer makes are never the same.");
	}

	private static NewObject object(String name) {
		return new NewObject(name, "application/octet-stream", "attachment; filename=\"" + FILE_NAME + "\"", Map.of());
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

	private static ProblemException nameChanged(@Nullable ProblemException problem, String detail) {
		ProblemException changed = (problem != null) ? new ProblemException(ProblemType.STORAGE_PATH, detail, problem)
				: new ProblemException(ProblemType.STORAGE_PATH, detail);
		return changed.hint("Something on the way changes the path: a proxy must pass it on as it comes. In nginx, "
				+ "\"proxy_pass http://store;\" does, and \"proxy_pass http://store/;\", with a URI behind the host, does "
				+ "not.");
	}

	private static ProblemException changed() {
		return new ProblemException(ProblemType.STORAGE_BODY_ENCODING, "The probe came back changed.").hint(
				"The storage keeps how the body was sent as if it were the body, or something on the way changes it.");
	}

}
