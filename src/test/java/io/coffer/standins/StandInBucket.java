package io.coffer.standins;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The one bucket of a stand-in: does what its rules allow. */
final class StandInBucket {

	private static final String EVERYONE = "http://acs.amazonaws.com/groups/global/AllUsers";

	private final Rules rules;

	private final BackingStore store;

	private final OpenUploads uploads = new OpenUploads();

	private final Lock writing = new ReentrantLock();

	private volatile boolean everyoneReads;

	private volatile boolean locked;

	StandInBucket(Rules rules) {
		this.rules = rules;
		this.store = new BackingStore(rules.bucket());
	}

	List<String> openUploads() {
		return this.uploads.keys();
	}

	void letEveryoneRead(boolean allowed) {
		this.everyoneReads = allowed && this.rules.servesEveryone();
	}

	void lock(boolean locked) {
		this.locked = locked;
	}

	/**
	 * A trailer is not enough under a lock, as
	 * <a href= "https://github.com/Altinity/clickhouse-backup/issues/1363">users of
	 * AWS</a> found.
	 */
	void checkDigest(S3Request request, Operation operation) {
		if (this.locked && request.header("Content-MD5").isEmpty() && !request.hasHeaderLike("x-amz-checksum-")) {
			throw new Refusal(400, "InvalidRequest",
					"Content-MD5 OR x-amz-checksum- HTTP header is required for Put "
							+ ((operation == Operation.UPLOAD_PART) ? "Part" : "Object")
							+ " requests with Object Lock parameters");
		}
	}

	/** Whether a request without a signature may do this. */
	boolean letsEveryone(Operation operation) {
		return this.everyoneReads && operation.reads();
	}

	/** Does what a request asks that is allowed to, or throws a {@link Refusal}. */
	S3Answer perform(Operation operation, S3Request request, Target target) throws IOException {
		return switch (operation) {
			case GET_LOCATION ->
				S3Answer.xml(200, "<LocationConstraint>" + this.rules.region() + "</LocationConstraint>");
			case GET_POLICY_STATUS ->
				S3Answer.xml(200, "<PolicyStatus><IsPublic>" + this.everyoneReads + "</IsPublic></PolicyStatus>");
			case GET_PUBLIC_ACCESS_BLOCK -> this.rules.publicAccessBlock(this.everyoneReads);
			case GET_ACL -> acl(this.everyoneReads && this.rules.listsEveryoneInAcl());
			case GET_VERSIONING -> S3Answer.xml(200, "<VersioningConfiguration>"
					+ (this.locked ? "<Status>Enabled</Status>" : "") + "</VersioningConfiguration>");
			case GET_LOCK -> lockConfiguration();
			case GET_CORS -> throw new Refusal(404, "NoSuchCORSConfiguration", "The CORS configuration does not exist");
			default -> {
				check(operation, request, target);
				yield (operation.writesObject() && this.rules.forbidsOverwrite(request, operation))
						? storeExclusively(operation, request, target) : store(operation, request, target);
			}
		};
	}

	private void check(Operation operation, S3Request request, Target target) {
		if (this.locked && operation == Operation.DELETE_OBJECT) {
			this.rules.checkDeleteLocked();
		}
		if (operation == Operation.DELETE_OBJECTS) {
			this.rules.checkDeleteObjects(request);
		}
		if (operation.ofUpload()) {
			this.uploads.require(request, target);
		}
		if (operation == Operation.COMPLETE_UPLOAD) {
			this.rules.checkParts(this.uploads.sizes(request));
		}
	}

	private S3Answer lockConfiguration() {
		if (!this.locked) {
			throw new Refusal(404, "ObjectLockConfigurationNotFoundError",
					"Object Lock configuration does not exist for this bucket");
		}
		return S3Answer.xml(200,
				"<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule>"
						+ "<DefaultRetention><Mode>GOVERNANCE</Mode><Days>30</Days></DefaultRetention></Rule>"
						+ "</ObjectLockConfiguration>");
	}

	private S3Answer storeExclusively(Operation operation, S3Request request, Target target) throws IOException {
		this.writing.lock();
		try {
			if (this.store.has(target.key())) {
				throw this.rules.taken();
			}
			return store(operation, request, target);
		}
		finally {
			this.writing.unlock();
		}
	}

	private S3Answer store(Operation operation, S3Request request, Target target) throws IOException {
		S3Answer answer = this.store.perform(request, target.key());
		if (answer.succeeded()) {
			this.uploads.note(operation, request, target, answer);
		}
		return answer;
	}

	private static S3Answer acl(boolean everyone) {
		String grant = "<Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"%s\">%s"
				+ "</Grantee><Permission>%s</Permission></Grant>";
		return S3Answer.xml(200,
				"<AccessControlPolicy><Owner><ID>owner</ID></Owner><AccessControlList>"
						+ grant.formatted("CanonicalUser", "<ID>owner</ID>", "FULL_CONTROL")
						+ (everyone ? grant.formatted("Group", "<URI>" + EVERYONE + "</URI>", "READ") : "")
						+ "</AccessControlList></AccessControlPolicy>");
	}

}
