package io.coffer.standins;

import io.coffer.providers.Provider;
import java.util.List;
import java.util.Set;

/**
 * What one provider demands, in the order in which a request meets it. What stands here
 * is S3 as AWS has it, unless a provider says otherwise.
 */
abstract class Rules {

	/** Whose rules these are. */
	abstract Provider provider();

	/** Without scheme and port, as the provider's manual gives it. */
	abstract String endpoint();

	/** The region of the bucket, by which requests are signed. */
	abstract String region();

	abstract String bucket();

	/** For the certificate; one label may be a star. */
	abstract List<String> hostNames();

	/** Whether a host is the provider's. */
	boolean knows(String host) {
		return hostNames().stream()
			.anyMatch(
					(name) -> name.startsWith("*.") ? host.replaceFirst("[^.]+", "*").equals(name) : host.equals(name));
	}

	/** What a request is about, by its host and path. */
	abstract Target target(S3Request request);

	/** Refuses what is signed for another region. */
	abstract void checkRegion(String signed);

	/** Refuses a bucket that is not served at this host. */
	void checkBucket(S3Request request, Target target) {
		if (!target.bucket().equals(bucket())) {
			throw Refusal.noSuchBucket();
		}
	}

	/** The calls that it does not have. */
	Set<Operation> lacks() {
		return Set.of();
	}

	/**
	 * Refuses an encoding of the body that it does not know.
	 * @param payload the value of {@code x-amz-content-sha256}
	 */
	void checkEncoding(String payload) {
	}

	/** Refuses headers that it does not take beside data. */
	void checkDataHeaders(S3Request request) {
	}

	/** Refuses a DeleteObjects whose body nothing proves. */
	abstract void checkDeleteObjects(S3Request request);

	/** The bytes that every part but the last must have. */
	abstract int smallestPart();

	/** Refuses parts by their sizes, in their order. */
	void checkParts(List<Integer> sizes) {
		if (sizes.stream().limit(sizes.size() - 1).anyMatch((size) -> size < smallestPart())) {
			throw new Refusal(400, "EntityTooSmall",
					"Your proposed upload is smaller than the minimum allowed object size.");
		}
	}

	/** Whether the request asks, in a way that counts here, not to overwrite. */
	boolean forbidsOverwrite(S3Request request, Operation operation) {
		return request.header("If-None-Match").equals("*");
	}

	Refusal taken() {
		return new Refusal(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
	}

	Refusal unknownKeyId() {
		return new Refusal(403, "InvalidAccessKeyId", "The Access Key Id you provided does not exist in our records.");
	}

	Refusal linkExpired() {
		return new Refusal(403, "AccessDenied", "Request has expired");
	}

	/** Turns a request into what the provider takes it for. */
	S3Request understood(S3Request request, Operation operation) {
		return request;
	}

	/** Turns an answer into the provider's own. */
	S3Answer answered(S3Answer answer, Operation operation) {
		return answer;
	}

	/** Refuses to remove an object of a bucket with a lock, or leaves it to versions. */
	void checkDeleteLocked() {
	}

	/** Whether its buckets can be public at the host of the S3 API. */
	boolean servesEveryone() {
		return true;
	}

	/** Whether GetBucketAcl tells of a public bucket. */
	boolean listsEveryoneInAcl() {
		return true;
	}

	/** Answers GetPublicAccessBlock. */
	S3Answer publicAccessBlock(boolean isPublic) {
		throw Refusal.notImplemented();
	}

	/** Whether pages of every origin may call unless its operator says otherwise. */
	boolean letsAnyPageCall() {
		return false;
	}

}
