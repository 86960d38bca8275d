package io.coffer.standins;

import io.coffer.providers.Provider;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Amazon S3 with a bucket in {@code eu-central-1}.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Errors</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">
 * Conditional writes</a>
 */
final class AwsRules extends Rules {

	private static final String DOMAIN = ".amazonaws.com";

	@Override
	Provider provider() {
		return Provider.AWS;
	}

	@Override
	String endpoint() {
		return "s3.eu-central-1.amazonaws.com";
	}

	@Override
	String region() {
		return "eu-central-1";
	}

	@Override
	String bucket() {
		return "coffer-tests";
	}

	@Override
	List<String> hostNames() {
		return List.of("s3.amazonaws.com", "*.s3.amazonaws.com", "s3.eu-central-1.amazonaws.com",
				"*.s3.eu-central-1.amazonaws.com", "s3.us-east-1.amazonaws.com", "*.s3.us-east-1.amazonaws.com",
				"s3.us-west-2.amazonaws.com", "*.s3.us-west-2.amazonaws.com");
	}

	@Override
	Target target(S3Request request) {
		String host = request.hostName();
		int service = host.indexOf(".s3.");
		return (service < 0) ? Target.inPath(request.path())
				: Target.inHost(host.substring(0, service), request.path());
	}

	@Override
	void checkRegion(String signed) {
		if (!signed.equals(region())) {
			throw new Refusal(400, "AuthorizationHeaderMalformed", "The authorization header is malformed; the region '"
					+ signed + "' is wrong; expecting '" + region() + "'")
				.element("Region", region())
				.header("x-amz-bucket-region", region());
		}
	}

	/** Another region's host knows the bucket, but does not serve it. */
	@Override
	void checkBucket(S3Request request, Target target) {
		super.checkBucket(request, target);
		String host = request.hostName();
		if (!host.endsWith(endpoint()) && !host.endsWith("s3" + DOMAIN)) {
			throw new Refusal(301, "PermanentRedirect",
					"The bucket you are attempting to access must be addressed using the specified endpoint.")
				.element("Endpoint", bucket() + "." + endpoint())
				.element("Bucket", bucket())
				.header("x-amz-bucket-region", region());
		}
	}

	@Override
	void checkDeleteObjects(S3Request request) {
		if (request.header("Content-MD5").isEmpty() && !request.hasHeaderLike("x-amz-checksum-")) {
			throw new Refusal(400, "InvalidRequest",
					"Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
		}
	}

	@Override
	int smallestPart() {
		return 5 * 1024 * 1024;
	}

	@Override
	S3Answer answered(S3Answer answer, Operation operation) {
		return (operation == Operation.HEAD_BUCKET) ? answer.with("x-amz-bucket-region", region()) : answer;
	}

	@Override
	S3Answer publicAccessBlock(boolean isPublic) {
		String blocks = Stream.of("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
			.map((name) -> "<%s>%s</%1$s>".formatted(name, !isPublic))
			.collect(Collectors.joining());
		return S3Answer.xml(200, "<PublicAccessBlockConfiguration>" + blocks + "</PublicAccessBlockConfiguration>");
	}

}
