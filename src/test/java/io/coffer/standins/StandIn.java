package io.coffer.standins;

import io.coffer.providers.Addressing;
import io.coffer.providers.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One provider's S3 with one private bucket and one key that may use it. */
public final class StandIn {

	static final String KEY_ID = "AKIDSTANDIN000000000";

	static final String SECRET = "the-secret-of-the-stand-ins-only/+==";

	private static final Duration LARGEST_SKEW = Duration.ofMinutes(15);

	private final Rules rules;

	private final StandInBucket bucket;

	private final URI endpoint;

	private volatile String pages = "";

	private volatile Duration clockOffset = Duration.ZERO;

	StandIn(Rules rules, URI endpoint) {
		this.rules = rules;
		this.bucket = new StandInBucket(rules);
		this.endpoint = endpoint;
	}

	/** What the provider's manual tells to configure. */
	public S3Settings settings() {
		return new S3Settings(this.endpoint, this.rules.region(), this.rules.bucket(), KEY_ID, SECRET, "",
				Addressing.AUTO, null, this.rules.provider());
	}

	/** The keys of the multipart uploads that are open. */
	public List<String> openUploads() {
		return this.bucket.openUploads();
	}

	/**
	 * Opens the bucket's objects and listing to requests without a signature, or closes
	 * it again.
	 */
	public void letEveryoneRead(boolean allowed) {
		this.bucket.letEveryoneRead(allowed);
	}

	/** Locks every new object for thirty days, as Object Lock does, or none. */
	public void lock(boolean locked) {
		this.bucket.lock(locked);
	}

	/**
	 * Gives the bucket rules by which pages of this origin may write to it and read the
	 * tags of parts; of an empty one takes them away.
	 */
	public void letPagesCall(String origin) {
		this.pages = origin;
	}

	/** Sets its clock, as seen from the true time. */
	public void setClock(Duration offset) {
		this.clockOffset = offset;
	}

	/** The provider's lower-case name. */
	@Override
	public String toString() {
		return this.rules.provider().id();
	}

	boolean knows(String host) {
		return this.rules.knows(host);
	}

	S3Answer answer(S3Request request) throws IOException {
		S3Answer answer = perform(request);
		String origin = request.header("Origin");
		return letsPagesCall(origin) ? answer.with("Access-Control-Allow-Origin", origin)
			.with("Access-Control-Allow-Methods", "GET, HEAD, PUT")
			.with("Access-Control-Allow-Headers", "content-type")
			.with("Access-Control-Expose-Headers", "ETag") : answer;
	}

	private boolean letsPagesCall(String origin) {
		return !origin.isEmpty() && (this.rules.letsAnyPageCall() || origin.equals(this.pages));
	}

	private S3Answer perform(S3Request request) throws IOException {
		Target target = this.rules.target(request);
		Operation operation = Operation.of(request, target);
		if (operation == Operation.PREFLIGHT) {
			if (!letsPagesCall(request.header("Origin"))) {
				throw new Refusal(403, "AccessForbidden", "CORSResponse: CORS is not enabled for this bucket.");
			}
			return new S3Answer(200, Map.of(), new byte[0]);
		}
		Optional<Signature> signature = Signature.of(request);
		signature.ifPresent((given) -> check(given, request));
		if (operation == Operation.LIST_BUCKETS) {
			throw Refusal.accessDenied();
		}
		this.rules.checkBucket(request, target);
		if (signature.isEmpty() && !this.bucket.letsEveryone(operation)) {
			throw Refusal.accessDenied();
		}
		if (operation == Operation.OTHER || this.rules.lacks().contains(operation)) {
			throw Refusal.notImplemented();
		}
		S3Request plain = signature.map((given) -> plain(request, operation, given)).orElse(request);
		S3Answer answer = this.bucket.perform(operation, this.rules.understood(plain, operation), target);
		return this.rules.answered(answer, operation);
	}

	/** Refuses who does not hold the key, or signs for another place or time. */
	private void check(Signature signature, S3Request request) {
		if (!signature.keyId().equals(KEY_ID)) {
			throw this.rules.unknownKeyId();
		}
		this.rules.checkRegion(signature.region());
		Instant now = Instant.now().plus(this.clockOffset);
		Duration age = Duration.between(signature.instant(), now);
		if (signature.lifetime().isEmpty() && age.abs().compareTo(LARGEST_SKEW) > 0) {
			throw new Refusal(403, "RequestTimeTooSkewed",
					"The difference between the request time and the current time is too large.")
				.element("ServerTime", now.toString());
		}
		if (age.compareTo(LARGEST_SKEW.negated()) < 0) {
			throw new Refusal(403, "AccessDenied", "Request is not yet valid");
		}
		if (signature.lifetime().filter((lifetime) -> age.compareTo(lifetime) > 0).isPresent()) {
			throw this.rules.linkExpired();
		}
		if (!signature.matches(request, SECRET)) {
			throw Refusal.wrongSignature();
		}
		if (request.headerNames().anyMatch((header) -> header.startsWith("x-amz-") && !signature.signs(header))) {
			throw new Refusal(403, "AccessDenied", "There were headers present in the request which were not signed");
		}
	}

	/** The request with the body that is meant, if the provider takes it in this form. */
	private S3Request plain(S3Request request, Operation operation, Signature signature) {
		this.rules.checkEncoding(signature.payload());
		if (operation.carriesData()) {
			this.rules.checkDataHeaders(request);
			this.bucket.checkDigest(request, operation);
		}
		S3Request whole = decoded(request, signature);
		String md5 = request.header("Content-MD5");
		if (!md5.isEmpty() && !md5.equals(BackingStore.md5(whole.body()))) {
			throw new Refusal(400, "BadDigest", "The Content-MD5 you specified did not match what we received.");
		}
		return whole;
	}

	private static S3Request decoded(S3Request request, Signature signature) {
		if (signature.payload().startsWith("STREAMING-")) {
			return request.with(ChunkedBody.decode(request, signature, SECRET));
		}
		if (!signature.payload().equals(Signature.UNSIGNED)
				&& !signature.payload().equals(Signature.sha256(request.body()))) {
			throw new Refusal(400, "XAmzContentSHA256Mismatch",
					"The provided 'x-amz-content-sha256' header does not match what was computed.");
		}
		return request;
	}

}
