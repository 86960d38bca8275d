package io.coffer.standins;

import io.coffer.providers.Provider;
import java.util.List;
import java.util.Set;

/**
 * Tencent Cloud COS with a bucket in {@code ap-guangzhou}, made after 2024-01-01.
 *
 * @see <a href="https://tencentcloud.com/document/product/436/57456">Path style</a>
 * @see <a href="https://cloud.tencent.com/document/api/436/7730">Errors</a>
 * @see <a href="https://www.tencentcloud.com/document/product/436/7750">Parts</a>
 */
final class CosRules extends Rules {

	@Override
	Provider provider() {
		return Provider.COS;
	}

	@Override
	String endpoint() {
		return "cos.ap-guangzhou.myqcloud.com";
	}

	@Override
	String region() {
		return "ap-guangzhou";
	}

	@Override
	String bucket() {
		return "coffer-tests-1250000000";
	}

	@Override
	List<String> hostNames() {
		return List.of("cos.ap-guangzhou.myqcloud.com", "*.cos.ap-guangzhou.myqcloud.com",
				"cos.ap-beijing.myqcloud.com", "*.cos.ap-beijing.myqcloud.com");
	}

	/** The bucket is in the host, or there is none. */
	@Override
	Target target(S3Request request) {
		int service = request.hostName().indexOf(".cos.");
		if (service >= 0) {
			return Target.inHost(request.hostName().substring(0, service), request.path());
		}
		if (!request.path().equals("/")) {
			throw new Refusal(403, "PathStyleDomainForbidden",
					"The bucket you are attempting to access must be addressed using COS virtual-styled domain.");
		}
		return new Target("", "");
	}

	/** Undocumented: the region that counts is the one in the host. */
	@Override
	void checkRegion(String signed) {
	}

	/** A region knows its own buckets alone, and those by their whole name. */
	@Override
	void checkBucket(S3Request request, Target target) {
		super.checkBucket(request, target);
		if (!request.hostName().endsWith(endpoint())) {
			throw Refusal.noSuchBucket();
		}
	}

	/** What no source says that it has. */
	@Override
	Set<Operation> lacks() {
		return Set.of(Operation.LIST_UPLOADS, Operation.GET_POLICY_STATUS, Operation.GET_PUBLIC_ACCESS_BLOCK,
				Operation.GET_CORS);
	}

	/** Users report that the defaults of new SDKs fail, no source says how. */
	@Override
	void checkEncoding(String payload) {
		if (payload.startsWith("STREAMING-")) {
			throw new Refusal(400, "InvalidArgument", "Invalid Argument");
		}
	}

	@Override
	void checkDataHeaders(S3Request request) {
		if (request.hasChecksumHeader()) {
			throw new Refusal(400, "InvalidArgument", "Invalid Argument");
		}
	}

	/** Undocumented: as strict as the others. */
	@Override
	void checkDeleteObjects(S3Request request) {
		if (request.header("Content-MD5").isEmpty()) {
			throw new Refusal(400, "MissingContentMD5", "Missing required header for this request: Content-MD5");
		}
	}

	@Override
	int smallestPart() {
		return 1024 * 1024;
	}

	@Override
	boolean forbidsOverwrite(S3Request request, Operation operation) {
		return request.header("x-cos-forbid-overwrite").equals("true");
	}

	@Override
	Refusal taken() {
		return Refusal.fileAlreadyExists();
	}

	/** It takes the newer call for the older one: what it does not know it ignores. */
	@Override
	S3Request understood(S3Request request, Operation operation) {
		return request.without(Set.of("list-type", "start-after", "continuation-token", "fetch-owner")::contains);
	}

	/** Nothing opens in a browser at the default domain. */
	@Override
	S3Answer answered(S3Answer answer, Operation operation) {
		if (operation != Operation.GET_OBJECT || !answer.succeeded()) {
			return answer;
		}
		S3Answer forced = answer.with("x-cos-force-download", "true");
		return answer.header("content-disposition").startsWith("attachment") ? forced
				: forced.with("content-disposition", "attachment");
	}

}
