package io.coffer.direct;

import io.coffer.backups.BackupName;
import io.coffer.backups.BackupRepository;
import io.coffer.backups.BackupSession;
import io.coffer.callers.Caller;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.ClientUpload;
import io.coffer.storage.ClientUploads;
import io.coffer.storage.StoredObject;
import io.coffer.storage.UploadedPart;
import io.coffer.uploads.AbandonedUploadProperties;
import io.coffer.uploads.BaseVersion;
import io.coffer.uploads.UploadPlan;
import io.coffer.uploads.UploadPlanner;
import io.coffer.uploads.UploadRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Straight uploads from their beginning to their last part. Everything is asked of the
 * store, and nothing remembered: any replica goes on.
 */
@Component
public class DirectUploadService {

	/** The longest that a signed URL of a part can be used. */
	private static final Duration SIGNED_FOR = Duration.ofMinutes(15);

	private static final Duration LIFETIME = Duration.ofDays(7);

	/** How many parts are signed without a look at those that have arrived. */
	private static final int BLINDLY = 64;

	private final UploadPlanner planner;

	private final UploadAdmission admission;

	private final OpenUploadLimit limit;

	private final BackupRepository backups;

	private final DirectUploads uploads;

	private final UploadIds ids;

	private final Duration lifetime;

	private final Clock clock;

	DirectUploadService(UploadPlanner planner, UploadAdmission admission, OpenUploadLimit limit,
			BackupRepository backups, DirectUploads uploads, UploadIds ids, AbandonedUploadProperties sweep,
			Clock clock) {
		this.planner = planner;
		this.admission = admission;
		this.limit = limit;
		this.backups = backups;
		this.uploads = uploads;
		this.ids = ids;
		this.lifetime = (sweep.olderThan().compareTo(LIFETIME) < 0) ? sweep.olderThan() : LIFETIME;
		this.clock = clock;
	}

	/**
	 * Begins an upload, with the key that its backup is to have.
	 * @param mediaType what the client says that the archive is, or null
	 */
	public NewUpload begin(UploadRequest request, @Nullable String mediaType) {
		UploadPlan plan = this.planner.plan(request);
		try (BackupSession session = this.backups.open(request.vault())) {
			Bucket bucket = session.bucket();
			BackupName name = this.planner.name(plan, bucket.noOverwrite(), mediaType);
			if (plan.chosen() != null) {
				bucket.head(name.key()).ifPresent(DirectUploadService::refuse);
			}
			this.admission.requireNoConflict(bucket, plan);
			this.limit.admit(bucket, plan.device());
			return this.admission.admit(plan, Math.max(1, request.size()), (share) -> begin(bucket, plan, name));
		}
	}

	private NewUpload begin(Bucket bucket, UploadPlan plan, BackupName name) {
		UploadRequest request = plan.request();
		BaseVersion base = request.basedOn();
		ClientUploads uploads = bucket.clientUploads();
		ClientUpload begun = uploads.begin(this.planner.describe(plan, name, null).claiming(request.sha256()));
		Instant end = this.clock.instant().plus(this.lifetime).truncatedTo(ChronoUnit.SECONDS);
		DirectUpload upload = new DirectUpload(begun.id(), begun.mark(), DirectUploads.idOf(bucket),
				request.vault().name(), name.key(), (plan.chosen() == null) ? plan.application() : null, plan.device(),
				request.size(), (base != null) ? base.name().key() : null, base != null && base.reject(), end);
		return new NewUpload(name.key(), this.ids.write(upload), bucket.name(), uploads.partSize(request.size()),
				uploads.maxParts(), end);
	}

	/** Signs the URL of one part. */
	SignedPart sign(Caller caller, String id, String key, int number) {
		try (OpenUpload open = this.uploads.open(caller, id, key)) {
			Duration lifetime = signedFor(open.upload());
			return new SignedPart(sign(caller, open, number, lifetime), lifetime.toSeconds());
		}
	}

	/** Signs the URLs of several parts. */
	Map<Integer, URI> sign(Caller caller, String id, String key, List<Integer> numbers) {
		try (OpenUpload open = this.uploads.open(caller, id, key)) {
			Duration lifetime = signedFor(open.upload());
			Map<Integer, URI> urls = new LinkedHashMap<>();
			numbers.forEach((number) -> urls.put(number, sign(caller, open, number, lifetime)));
			return urls;
		}
	}

	/**
	 * Takes one part and sends it on, for a client that cannot reach the store.
	 * @param length how many bytes it has
	 */
	public UploadedPart send(Caller caller, String id, String key, int number, InputStream part, long length)
			throws IOException {
		try (OpenUpload open = this.uploads.open(caller, id, key)) {
			requireNumber(open, number);
			if (number % BLINDLY == 0) {
				watch(caller, open);
			}
			return open.parts().send(number, part, length);
		}
	}

	/**
	 * The parts that have arrived; all of them if the upload was completed, so that a
	 * client which lost the answer finds nothing missing, and completes it again.
	 */
	List<ListedPart> listed(Caller caller, String id, String key) {
		try (OpenUpload open = this.uploads.open(caller, id, key)) {
			return open.parts()
				.list()
				.map((parts) -> parts.stream().map(ListedPart::of).toList())
				.or(() -> open.made().map(ListedPart::of).filter((parts) -> !parts.isEmpty()))
				.orElseThrow(DirectUploads::notFound);
		}
	}

	/** The parts that have arrived. */
	public List<UploadedPart> parts(Caller caller, String id, String key) {
		try (OpenUpload open = this.uploads.open(caller, id, key)) {
			return open.parts().list().orElseThrow(DirectUploads::notFound);
		}
	}

	/** Removes an upload and its parts; nothing happens if it has ended. */
	public void abort(Caller caller, String id, String key) {
		try (OpenUpload open = this.uploads.open(caller, id, key)) {
			if (!open.parts().abort()) {
				throw new ProblemException(ProblemType.STORAGE_ERROR, "The storage did not remove the upload.")
					.hint("Try again; else it is removed after some days.");
			}
		}
	}

	private URI sign(Caller caller, OpenUpload open, int number, Duration lifetime) {
		requireNumber(open, number);
		if (number % BLINDLY == 0) {
			watch(caller, open);
		}
		return open.parts().presign(number, lifetime);
	}

	private static void requireNumber(OpenUpload open, int number) {
		int last = open.bucket().clientUploads().maxParts();
		if (number < 1 || number > last) {
			throw new ProblemException(ProblemType.INVALID_REQUEST, "Parts are numbered from 1 to " + last + ".");
		}
	}

	private static void refuse(StoredObject stored) {
		throw new ProblemException(ProblemType.BACKUP_EXISTS, "A backup of this name is stored already.")
			.hint("Choose another name; a backup is never overwritten.")
			.with("size", stored.size());
	}

	/** Ends an upload of which too much has arrived. */
	private void watch(Caller caller, OpenUpload open) {
		List<UploadedPart> parts = open.parts().list().orElseThrow(DirectUploads::notFound);
		try {
			this.admission.watch(caller, open.upload(), parts);
		}
		catch (ProblemException ex) {
			open.abortUnlessOpen(ex);
			throw ex;
		}
	}

	private Duration signedFor(DirectUpload upload) {
		Duration left = Duration.between(this.clock.instant(), upload.expiresAt());
		return (left.compareTo(SIGNED_FOR) < 0) ? Duration.ofSeconds(Math.max(1, left.toSeconds())) : SIGNED_FOR;
	}

}
