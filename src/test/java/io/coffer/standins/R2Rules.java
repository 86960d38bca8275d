package io.coffer.standins;

import io.coffer.providers.Provider;
import java.util.List;
import java.util.Set;

/**
 * Cloudflare R2 with a bucket of the default jurisdiction.
 *
 * @see <a href="https://developers.cloudflare.com/r2/api/s3/api/">API</a>
 * @see <a href="https://developers.cloudflare.com/r2/api/error-codes/">Errors</a>
 * @see <a href="https://developers.cloudflare.com/r2/api/s3/extensions/">Extensions</a>
 */
final class R2Rules extends Rules {

	private static final String ACCOUNT = "0123456789abcdef0123456789abcdef";

	private static final String DOMAIN = "r2.cloudflarestorage.com";

	private static final Set<String> REGIONS = Set.of("", "auto", "us-east-1", "wnam", "enam", "weur", "eeur", "apac",
			"oc");

	@Override
	Provider provider() {
		return Provider.R2;
	}

	@Override
	String endpoint() {
		return ACCOUNT + "." + DOMAIN;
	}

	@Override
	String region() {
		return "auto";
	}

	@Override
	String bucket() {
		return "coffer-tests";
	}

	@Override
	List<String> hostNames() {
		return List.of("*." + DOMAIN, "*." + ACCOUNT + "." + DOMAIN, "*.eu." + DOMAIN);
	}

	@Override
	Target target(S3Request request) {
		String host = request.hostName();
		return host.startsWith(ACCOUNT) ? Target.inPath(request.path())
				: Target.inHost(host.substring(0, host.indexOf('.')), request.path());
	}

	@Override
	void checkRegion(String signed) {
		if (!REGIONS.contains(signed)) {
			throw new Refusal(400, "InvalidRegionName", "The region name '" + signed
					+ "' is not valid. Must be one of: wnam, enam, weur, eeur, apac, oc, auto");
		}
	}

	/** Each jurisdiction sees its own buckets alone. */
	@Override
	void checkBucket(S3Request request, Target target) {
		super.checkBucket(request, target);
		if (!request.hostName().endsWith(endpoint())) {
			throw Refusal.noSuchBucket();
		}
	}

	@Override
	Set<Operation> lacks() {
		return Set.of(Operation.GET_ACL, Operation.GET_POLICY_STATUS, Operation.GET_PUBLIC_ACCESS_BLOCK,
				Operation.GET_VERSIONING, Operation.GET_LOCK);
	}

	/** What looks like a wrong secret is an encoding that it does not know. */
	@Override
	void checkEncoding(String payload) {
		if (payload.equals("STREAMING-UNSIGNED-PAYLOAD-TRAILER")) {
			throw Refusal.wrongSignature();
		}
		if (payload.startsWith("STREAMING-")) {
			throw new Refusal(501, "NotImplemented", payload + " not implemented");
		}
	}

	/**
	 * It sends no 100 Continue. A request for one is refused here: there, a client that
	 * waits would only be slow, and no test would notice.
	 */
	@Override
	void checkDataHeaders(S3Request request) {
		if (request.hasChecksumHeader() || request.hasHeaderLike("x-amz-tagging")
				|| request.hasHeaderLike("x-amz-acl")) {
			throw Refusal.notImplemented();
		}
		if (request.hasHeaderLike("expect")) {
			throw new Refusal(417, "ExpectationFailed", "100 Continue is not supported");
		}
	}

	@Override
	void checkDeleteObjects(S3Request request) {
	}

	@Override
	int smallestPart() {
		return 5 * 1024 * 1024;
	}

	@Override
	void checkParts(List<Integer> sizes) {
		super.checkParts(sizes);
		int first = sizes.get(0);
		int last = sizes.get(sizes.size() - 1);
		if (last > first || sizes.stream().limit(sizes.size() - 1).anyMatch((size) -> size != first)) {
			throw new Refusal(400, "InvalidPart", "All non-trailing parts must have the same length.");
		}
	}

	/** Documented for PutObject alone. */
	@Override
	boolean forbidsOverwrite(S3Request request, Operation operation) {
		return operation == Operation.PUT_OBJECT && super.forbidsOverwrite(request, operation);
	}

	@Override
	Refusal unknownKeyId() {
		return new Refusal(401, "Unauthorized", "Unauthorized");
	}

	@Override
	Refusal linkExpired() {
		return new Refusal(400, "ExpiredRequest", "Request has expired");
	}

	/** Public access is at hosts of its own. */
	@Override
	boolean servesEveryone() {
		return false;
	}

	/** It has no parameters that override the answer's headers. */
	@Override
	S3Request understood(S3Request request, Operation operation) {
		return request.without((parameter) -> parameter.startsWith("response-"));
	}

	/** Its bucket locks know no versions. */
	@Override
	void checkDeleteLocked() {
		throw new Refusal(403, "ObjectLockedByBucketPolicy", "The object is locked by a bucket lock rule.");
	}

}
