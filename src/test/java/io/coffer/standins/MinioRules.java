package io.coffer.standins;

import io.coffer.providers.Provider;
import java.util.List;

/**
 * A MinIO server of 2024, which has a region but no domain.
 *
 * @see <a href="https://github.com/minio/minio/blob/master/cmd/api-errors.go">Errors</a>
 */
final class MinioRules extends Rules {

	@Override
	Provider provider() {
		return Provider.MINIO;
	}

	@Override
	String endpoint() {
		return "127.0.0.1";
	}

	@Override
	String region() {
		return "home-1";
	}

	@Override
	String bucket() {
		return "coffer-tests";
	}

	@Override
	List<String> hostNames() {
		return List.of("127.0.0.1", "localhost");
	}

	@Override
	Target target(S3Request request) {
		return Target.inPath(request.path());
	}

	@Override
	void checkRegion(String signed) {
		if (!signed.equals(region())) {
			throw new Refusal(400, "AuthorizationHeaderMalformed",
					"The authorization header is malformed; the region is wrong; expecting '" + region() + "'.")
				.element("Region", region());
		}
	}

	/** Servers before 2025 do not know trailers, and compare the word with a digest. */
	@Override
	void checkEncoding(String payload) {
		if (payload.endsWith("-TRAILER")) {
			throw new Refusal(400, "XAmzContentSHA256Mismatch",
					"The provided 'x-amz-content-sha256' header does not match what was computed.");
		}
	}

	@Override
	void checkDeleteObjects(S3Request request) {
		if (request.header("Content-MD5").isEmpty()) {
			throw new Refusal(400, "MissingContentMD5", "Missing or invalid Content-Md5 header for this request.");
		}
	}

	@Override
	int smallestPart() {
		return 5 * 1024 * 1024;
	}

	/** The answer is always the same. */
	@Override
	boolean listsEveryoneInAcl() {
		return false;
	}

	@Override
	boolean letsAnyPageCall() {
		return true;
	}

}
