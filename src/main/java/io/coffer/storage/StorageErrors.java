package io.coffer.storage;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.AddressRules.ForbiddenAddressException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Turns what the SDK throws into problems by cause. Error codes:
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Amazon S3
 * error responses</a> and the lists of the other providers. The store's own message is
 * never shown: it may hold keys, hosts and signatures.
 */
final class StorageErrors {

	/** Where a {@link ProblemType#STORAGE_REGION} names the region that is expected. */
	static final String REGION_PROPERTY = "expectedRegion";

	private static final int RETRY_AFTER_SECONDS = 15;

	private static final Set<String> CREDENTIALS = Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "Unauthorized",
			"InvalidToken", "NotSignedUp");

	private static final Set<String> REGION = Set.of("PermanentRedirect", "TemporaryRedirect", "Redirect",
			"AuthorizationHeaderMalformed", "InvalidRegionName", "IllegalLocationConstraintException");

	/** Where a store's answer names the region that it expects. */
	private static final Pattern EXPECTED_REGION = Pattern
		.compile("expecting '([A-Za-z0-9-]{1,63})'|<Region>([A-Za-z0-9-]{1,63})</Region>");

	private static final Set<String> ADDRESSING = Set.of("SecondLevelDomainForbidden", "PathStyleDomainForbidden",
			"InvalidPathAccess");

	private static final Set<String> BODY_ENCODING = Set.of("XAmzContentSHA256Mismatch", "NotImplemented");

	private StorageErrors() {
	}

	/**
	 * True if the store may have done what it was asked to, although no answer says so.
	 */
	static boolean leavesDoubt(SdkException failure) {
		if (failure instanceof S3Exception answer) {
			int status = answer.statusCode();
			return status == 412 || status == 409 || status >= 500 || code(answer).equals("NoSuchUpload");
		}
		return true;
	}

	/** True if no answer came at all, so that the store may still be at work. */
	static boolean leavesSilence(SdkException failure) {
		return !(failure instanceof S3Exception);
	}

	static boolean isNotFound(S3Exception answer) {
		return answer.statusCode() == 404 && !code(answer).equals("NoSuchBucket");
	}

	/** True if the store does not know this kind of request. */
	static boolean isNotImplemented(S3Exception answer) {
		return answer.statusCode() == 501 || code(answer).equals("NotImplemented");
	}

	/**
	 * The same for a listing, to which "no such key" is an answer only where a key was
	 * asked for: the store has taken the bucket's name for one.
	 */
	static ProblemException translateListing(SdkException failure) {
		if (failure instanceof S3Exception answer && code(answer).equals("NoSuchKey")) {
			return problem(ProblemType.STORAGE_ADDRESSING, answer)
				.hint("The bucket is part of the endpoint already: take it out there, or change the addressing.");
		}
		return translate(failure);
	}

	static ProblemException translate(SdkException failure) {
		return (failure instanceof S3Exception answer) ? answered(answer) : unanswered(failure);
	}

	private static ProblemException answered(S3Exception answer) {
		String code = code(answer);
		int status = answer.statusCode();
		if (CREDENTIALS.contains(code) || status == 401) {
			return problem(ProblemType.STORAGE_CREDENTIALS, answer)
				.hint("Check the access key id and the secret access key in the settings.");
		}
		if (code.equals("RequestTimeTooSkewed")) {
			return problem(ProblemType.STORAGE_CLOCK, answer).hint("Set the clock of the machine that runs Coffer.");
		}
		if (code.equals("NoSuchBucket")) {
			return problem(ProblemType.STORAGE_BUCKET_MISSING, answer)
				.hint("Create the bucket, or correct its name and the endpoint in the settings.");
		}
		if (REGION.contains(code) || status == 301 || status == 307) {
			return problem(ProblemType.STORAGE_REGION, answer).hint("Set the region in which the bucket was created.")
				.with(REGION_PROPERTY, expectedRegion(answer));
		}
		if (ADDRESSING.contains(code)) {
			return problem(ProblemType.STORAGE_ADDRESSING, answer).hint("Set addressing to \"virtual\".");
		}
		if (BODY_ENCODING.contains(code)) {
			return problem(ProblemType.STORAGE_BODY_ENCODING, answer);
		}
		if (status == 403) {
			return problem(ProblemType.STORAGE_ACCESS_DENIED, answer)
				.hint("Allow the key to list, read, write and delete objects under the root path.");
		}
		if (status == 503 || status == 429 || code.equals("SlowDown")) {
			return problem(ProblemType.STORAGE_UNREACHABLE, answer).with("retryAfter", RETRY_AFTER_SECONDS);
		}
		return problem(ProblemType.STORAGE_ERROR, answer);
	}

	private static ProblemException problem(ProblemType type, S3Exception answer) {
		String code = code(answer);
		return new ProblemException(type,
				"The storage answered %d%s.".formatted(answer.statusCode(), code.isEmpty() ? "" : " " + code), answer);
	}

	private static ProblemException unanswered(SdkException failure) {
		String detail = "The storage did not answer.";
		String hint = "Check the endpoint in the settings, and whether this machine can reach it.";
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ForbiddenAddressException forbidden) {
				return forbidden.problem();
			}
			if (cause instanceof UnknownHostException) {
				detail = "The endpoint's host name does not resolve.";
			}
			else if (cause instanceof SSLException) {
				detail = "The endpoint does not answer TLS as expected.";
				hint = "Check the scheme (http or https), the port and the certificate of the endpoint.";
			}
		}
		return new ProblemException(ProblemType.STORAGE_UNREACHABLE, detail, failure).hint(hint)
			.with("retryAfter", RETRY_AFTER_SECONDS);
	}

	/**
	 * The region that the store expects, or null if it does not say: AWS in a header,
	 * MinIO and others in the error.
	 */
	private static @Nullable String expectedRegion(S3Exception answer) {
		AwsErrorDetails details = answer.awsErrorDetails();
		if (details == null) {
			return null;
		}
		String header = (details.sdkHttpResponse() != null)
				? details.sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region").orElse("") : "";
		if (!header.isEmpty()) {
			return header.matches("[A-Za-z0-9-]{1,63}") ? header : null;
		}
		String body = (details.rawResponse() != null) ? details.rawResponse().asUtf8String() : "";
		Matcher named = EXPECTED_REGION.matcher(details.errorMessage() + body);
		if (!named.find()) {
			return null;
		}
		return (named.group(1) != null) ? named.group(1) : named.group(2);
	}

	/** The store's error code, empty where there is none or where it is no plain word. */
	private static String code(S3Exception answer) {
		AwsErrorDetails details = answer.awsErrorDetails();
		String code = (details != null) ? details.errorCode() : null;
		return (code != null && code.matches("[A-Za-z0-9.]{1,64}")) ? code : "";
	}

}
