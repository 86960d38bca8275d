package io.coffer.standins;

import io.coffer.providers.Provider;
import java.util.List;
import java.util.Set;

/**
 * Alibaba Cloud OSS with a bucket in {@code cn-hangzhou}.
 *
 * @see <a href=
 * "https://help.aliyun.com/en/oss/developer-reference/compatibility-with-amazon-s3">
 * Compatibility with S3</a>
 * @see <a href="https://www.alibabacloud.com/help/en/oss/user-guide/0017-00000804">
 * Encodings of a body</a>
 * @see <a href="https://help.aliyun.com/en/oss/user-guide/0026-00000002">Overwriting</a>
 */
final class OssRules extends Rules {

	@Override
	Provider provider() {
		return Provider.OSS;
	}

	@Override
	String endpoint() {
		return "s3.oss-cn-hangzhou.aliyuncs.com";
	}

	@Override
	String region() {
		return "cn-hangzhou";
	}

	@Override
	String bucket() {
		return "coffer-tests";
	}

	@Override
	List<String> hostNames() {
		return List.of("oss-cn-hangzhou.aliyuncs.com", "*.oss-cn-hangzhou.aliyuncs.com",
				"*.s3.oss-cn-hangzhou.aliyuncs.com", "oss-cn-beijing.aliyuncs.com", "*.oss-cn-beijing.aliyuncs.com",
				"*.s3.oss-cn-beijing.aliyuncs.com");
	}

	/** The bucket is in the host, or there is none. */
	@Override
	Target target(S3Request request) {
		String label = request.hostName().replaceFirst("(s3\\.)?oss-.*", "");
		if (!label.isEmpty()) {
			return Target.inHost(label.substring(0, label.length() - 1), request.path());
		}
		if (!request.path().equals("/")) {
			throw new Refusal(403, "SecondLevelDomainForbidden",
					"The bucket you are attempting to access must be addressed using OSS third level domain.");
		}
		return new Target("", "");
	}

	/** The region that a request is signed for is not looked at. */
	@Override
	void checkRegion(String signed) {
	}

	@Override
	void checkBucket(S3Request request, Target target) {
		super.checkBucket(request, target);
		if (!request.hostName().endsWith("oss-cn-hangzhou.aliyuncs.com")) {
			throw new Refusal(403, "AccessDenied",
					"The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.")
				.element("Endpoint", "oss-cn-hangzhou.aliyuncs.com");
		}
	}

	/** What is not in the list of calls that are compatible with S3. */
	@Override
	Set<Operation> lacks() {
		return Set.of(Operation.LIST_UPLOADS, Operation.GET_POLICY_STATUS, Operation.GET_CORS, Operation.GET_VERSIONING,
				Operation.GET_LOCK);
	}

	@Override
	void checkEncoding(String payload) {
		if (payload.startsWith("STREAMING-")) {
			throw new Refusal(400, "InvalidArgument",
					"aws-chunked encoding is not supported with the specified x-amz-content-sha256 value.")
				.element("EC", "0017-00000804");
		}
	}

	/** Not in the list of headers that are compatible with S3. */
	@Override
	void checkDataHeaders(S3Request request) {
		if (request.hasChecksumHeader()) {
			throw new Refusal(400, "InvalidArgument", "Unsupported header");
		}
	}

	@Override
	void checkDeleteObjects(S3Request request) {
		if (request.header("Content-MD5").isEmpty()) {
			throw new Refusal(400, "MissingArgument", "Missing Some Required Arguments.").element("ArgumentName",
					"Content-MD5");
		}
	}

	@Override
	int smallestPart() {
		return 100 * 1024;
	}

	@Override
	boolean forbidsOverwrite(S3Request request, Operation operation) {
		return request.header("x-oss-forbid-overwrite").equals("true");
	}

	@Override
	Refusal taken() {
		return Refusal.fileAlreadyExists();
	}

	/** A document of its own, in which the SDK finds nothing. */
	@Override
	S3Answer publicAccessBlock(boolean isPublic) {
		return S3Answer.xml(200, "<PublicAccessBlockConfiguration><BlockPublicAccess>" + !isPublic
				+ "</BlockPublicAccess></PublicAccessBlockConfiguration>");
	}

}
