package io.coffer.client;

import io.coffer.network.AddressPolicy.ForbiddenAddressException;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.WriteCondition;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Turns what the SDK throws into problems by cause. Error codes:
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Amazon S3
 * error responses</a> and the lists of the other providers. The store's own message is
 * never shown: it may hold keys, hosts and signatures.
 */
public final class StorageErrors {

	/**
	 * Where a {@link ProblemType#STORAGE_REGION} problem names the region that the store
	 * expects.
	 */
	public static final String EXPECTED_REGION = "expectedRegion";

	/** Where a problem says that a lock keeps the object from being removed. */
	public static final String LOCKED = "locked";

	private static final int RETRY_AFTER_SECONDS = 15;

	private static final Map<String, ProblemType> CAUSES = Map.ofEntries(
			Map.entry("InvalidAccessKeyId", ProblemType.STORAGE_CREDENTIALS),
			Map.entry("SignatureDoesNotMatch", ProblemType.STORAGE_CREDENTIALS),
			Map.entry("Unauthorized", ProblemType.STORAGE_CREDENTIALS),
			Map.entry("InvalidToken", ProblemType.STORAGE_CREDENTIALS),
			Map.entry("RequestTimeTooSkewed", ProblemType.STORAGE_CLOCK),
			Map.entry("ExpiredRequest", ProblemType.STORAGE_CLOCK),
			Map.entry("NoSuchBucket", ProblemType.STORAGE_BUCKET_MISSING),
			Map.entry("PermanentRedirect", ProblemType.STORAGE_REGION),
			Map.entry("TemporaryRedirect", ProblemType.STORAGE_REGION),
			Map.entry("Redirect", ProblemType.STORAGE_REGION),
			Map.entry("AuthorizationHeaderMalformed", ProblemType.STORAGE_REGION),
			Map.entry("InvalidRegionName", ProblemType.STORAGE_REGION),
			Map.entry("IllegalLocationConstraintException", ProblemType.STORAGE_REGION),
			Map.entry("SecondLevelDomainForbidden", ProblemType.STORAGE_ADDRESSING),
			Map.entry("PathStyleDomainForbidden", ProblemType.STORAGE_ADDRESSING),
			Map.entry("InvalidPathAccess", ProblemType.STORAGE_ADDRESSING),
			Map.entry("XAmzContentSHA256Mismatch", ProblemType.STORAGE_BODY_ENCODING),
			Map.entry("NotImplemented", ProblemType.STORAGE_BODY_ENCODING),
			Map.entry("ExcessHeaderValues", ProblemType.STORAGE_BODY_ENCODING),
			Map.entry("ConditionalRequestConflict", ProblemType.STORAGE_UNREACHABLE),
			Map.entry("OperationAborted", ProblemType.STORAGE_UNREACHABLE),
			Map.entry("RequestTimeout", ProblemType.STORAGE_UNREACHABLE),
			Map.entry("InsufficientStorage", ProblemType.STORAGE_FULL),
			Map.entry("XMinioStorageFull", ProblemType.STORAGE_FULL),
			Map.entry("XMinioAdminBucketQuotaExceeded", ProblemType.STORAGE_FULL),
			Map.entry("QuotaExceeded", ProblemType.STORAGE_FULL), Map.entry("InvalidObjectState", ProblemType.ARCHIVED),
			Map.entry("SlowDown", ProblemType.STORAGE_UNREACHABLE));

	/** What a signature covers, and so what can be wrong where one does not match. */
	private static final String SIGNED = "A proxy before the storage must pass on the Host header and the path exactly "
			+ "as they come: both are signed.";

	/** What a server before the store answers that lets too little through. */
	private static final Map<Integer, String> OF_PROXIES = Map.of(413,
			"A proxy before the storage limits the size of bodies: lift that, in nginx with client_max_body_size 0.",
			405, "A proxy or web server before the storage refuses this method: let GET, HEAD, PUT, POST and DELETE "
					+ "through.");

	private static final Map<ProblemType, String> HINTS = Map.of(ProblemType.STORAGE_CREDENTIALS,
			"Check the access key id and the secret access key in the settings.", ProblemType.STORAGE_CLOCK,
			"Set the clock of the machine that runs Coffer.", ProblemType.STORAGE_BUCKET_MISSING,
			"Create the bucket, or correct its name and the endpoint in the settings.", ProblemType.STORAGE_REGION,
			"Set the region in which the bucket was created.", ProblemType.STORAGE_ADDRESSING,
			"Set addressing to \"virtual\".", ProblemType.STORAGE_BODY_ENCODING,
			"The storage does not take bodies in this form. Name the kind of store in \"provider\".",
			ProblemType.STORAGE_FULL, "Delete backups, or give the storage more space. Trying again does not help.",
			ProblemType.ARCHIVED,
			"Bring the object back from its archive class in the storage (RestoreObject), wait until that is done, and "
					+ "ask again.",
			ProblemType.STORAGE_ACCESS_DENIED,
			"Allow the key to list, read, write and delete objects under the root path.");

	/** What a store says of an account that may not use it now. */
	private static final Set<String> ACCOUNT = Set.of("NotSignedUp", "NotEntitled", "InDebt", "UserDisable",
			"AccountProblem", "AllAccessDisabled");

	private StorageErrors() {
	}

	/**
	 * True if the store may have done what it was asked to, although no answer says so.
	 */
	public static boolean leavesDoubt(SdkException failure) {
		if (failure instanceof S3Exception answer) {
			int status = answer.statusCode();
			// A failure of Complete may follow a status of 200
			return status < 300 || WriteCondition.isRefusal(status) || status >= 500
					|| code(answer).equals("NoSuchUpload");
		}
		return true;
	}

	/**
	 * True if no answer came, or none that can be read, so that the store may still be at
	 * work.
	 */
	public static boolean leavesSilence(SdkException failure) {
		return !(failure instanceof S3Exception);
	}

	/** True if an object that is not there may appear yet, by this writer or another. */
	public static boolean mayAppear(SdkException failure) {
		return leavesSilence(failure) || ((S3Exception) failure).statusCode() == 409;
	}

	public static boolean isNotFound(S3Exception answer) {
		return answer.statusCode() == 404 && !code(answer).equals("NoSuchBucket");
	}

	/** True if the store does not know this kind of request. */
	public static boolean isNotImplemented(S3Exception answer) {
		return answer.statusCode() == 501 || code(answer).equals("NotImplemented");
	}

	/**
	 * Whether a store may have refused a condition of a write, and not the write: as much
	 * as a trial needs to know that it cannot be relied on.
	 */
	public static boolean mayNotKnowConditions(S3Exception answer) {
		return answer.statusCode() == 400 || isNotImplemented(answer);
	}

	/**
	 * Whether the answer to a write with this condition shows that the store does not
	 * know it. A refusal that does not name it may have any cause, and some pass: it is
	 * no reason to write without it.
	 */
	public static boolean doesNotKnow(WriteCondition condition, S3Exception answer) {
		return !condition.equals(WriteCondition.NONE) && (isNotImplemented(answer)
				|| (answer.statusCode() == 400 && new S3ErrorResponse(answer).names(condition.header())));
	}

	/**
	 * The same for a listing, to which "no such key" is an answer only where a key was
	 * asked for: the store has taken the bucket's name for one.
	 */
	public static ProblemException translateListing(SdkException failure) {
		if (failure instanceof S3Exception answer && code(answer).equals("NoSuchKey")) {
			return problem(ProblemType.STORAGE_ADDRESSING, answer)
				.hint("The bucket is part of the endpoint already: take it out there, or change the addressing.");
		}
		return translate(failure);
	}

	/**
	 * The same, where the store may also have taken the host that it was asked at for a
	 * bucket.
	 */
	public static ProblemException translateListing(SdkException failure, String host, String bucket) {
		if (failure instanceof S3Exception answer && new S3ErrorResponse(answer).takesHostForBucket(host, bucket)) {
			return new ProblemException(ProblemType.STORAGE_ADDRESSING,
					"The storage takes the endpoint's host for the name of a bucket.", answer)
				.hint("Use the host that the storage is configured with, or tell the storage this one: rgw_dns_name or "
						+ "hostnames of Ceph, MINIO_DOMAIN of MinIO, root_domain of Garage.");
		}
		return translateListing(failure);
	}

	/** Whether a problem is one that the store itself has named, by a code of S3. */
	public static boolean isNamed(ProblemException problem) {
		return problem.getCause() instanceof S3Exception answer && !code(answer).isEmpty();
	}

	public static ProblemException translate(SdkException failure) {
		return (failure instanceof S3Exception answer) ? answered(answer) : unanswered(failure);
	}

	private static ProblemException answered(S3Exception failure) {
		S3ErrorResponse answer = new S3ErrorResponse(failure);
		ProblemType cause = cause(answer);
		ProblemException problem = problem(cause, failure);
		if (ACCOUNT.contains(answer.code())) {
			return problem.hint("The account may not use the storage now: look at its plan and its bills.");
		}
		if (answer.namesLock()) {
			return problem.with(LOCKED, true)
				.hint("The storage keeps the object locked: it can be removed when its lock ends, and not before.");
		}
		if (answer.code().equals("SignatureDoesNotMatch")) {
			return problem.hint("Check the secret access key in the settings. " + SIGNED);
		}
		@Nullable String hint = HINTS.getOrDefault(cause, OF_PROXIES.get(answer.status()));
		if (hint != null) {
			// A refused HEAD has no code
			boolean unsaid = cause == ProblemType.STORAGE_ACCESS_DENIED && answer.code().isEmpty();
			problem.hint(unsaid ? hint + " " + SIGNED : hint);
		}
		if (answer.code().isEmpty()) {
			ProxyInterceptor.explain(problem, failure);
		}
		return switch (cause) {
			case STORAGE_REGION -> problem.with(EXPECTED_REGION, answer.expectedRegion());
			case STORAGE_UNREACHABLE -> problem.with("retryAfter", RETRY_AFTER_SECONDS);
			default -> problem;
		};
	}

	/**
	 * The cause by the code, and where there is none, as in answers to HEAD, by status.
	 */
	private static ProblemType cause(S3ErrorResponse answer) {
		@Nullable ProblemType byCode = CAUSES.get(answer.code());
		if (byCode != null) {
			return byCode;
		}
		if (answer.status() < 500 && answer.refusesEncoding()) {
			return ProblemType.STORAGE_BODY_ENCODING;
		}
		return switch (answer.status()) {
			case 301, 307 -> ProblemType.STORAGE_REGION;
			case 401 -> ProblemType.STORAGE_CREDENTIALS;
			case 403 -> answer.namesOtherHost() ? ProblemType.STORAGE_REGION : ProblemType.STORAGE_ACCESS_DENIED;
			case 507 -> ProblemType.STORAGE_FULL;
			case 429, 503 -> ProblemType.STORAGE_UNREACHABLE;
			default -> ProblemType.STORAGE_ERROR;
		};
	}

	private static ProblemException problem(ProblemType type, S3Exception answer) {
		String code = code(answer);
		return new ProblemException(type,
				"The storage answered " + answer.statusCode() + (code.isEmpty() ? "." : " " + code + "."), answer);
	}

	/**
	 * An answer came, but not one that S3 would give.
	 * @param failure what the SDK makes of it, or null
	 */
	public static ProblemException unreadable(@Nullable SdkException failure) {
		String detail = "The storage's answer cannot be read.";
		ProblemException problem = (failure != null) ? new ProblemException(ProblemType.STORAGE_ERROR, detail, failure)
				: new ProblemException(ProblemType.STORAGE_ERROR, detail);
		return problem.hint("It answered something that is not S3 as Coffer reads it. Look at what stands between "
				+ "Coffer and the storage, and at the storage's version.");
	}

	/** True if something came that is not what S3 answers. */
	public static boolean cannotBeRead(SdkException failure) {
		List<Throwable> causes = Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause).toList();
		return causes.stream().noneMatch(IOException.class::isInstance) && causes.stream()
			.anyMatch((cause) -> cause instanceof XMLStreamException || cause instanceof DateTimeException
					|| cause instanceof NumberFormatException);
	}

	private static ProblemException unanswered(SdkException failure) {
		if (cannotBeRead(failure)) {
			return unreadable(failure);
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ForbiddenAddressException forbidden) {
				return forbidden.problem();
			}
		}
		ConnectionFailure silence = ConnectionFailure.of(failure);
		return ProxyInterceptor
			.explain(new ProblemException(ProblemType.STORAGE_UNREACHABLE, silence.detail(), failure)
				.hint(silence.hint()), failure)
			.with("retryAfter", RETRY_AFTER_SECONDS);
	}

	public static String code(S3Exception answer) {
		return new S3ErrorResponse(answer).code();
	}

}
