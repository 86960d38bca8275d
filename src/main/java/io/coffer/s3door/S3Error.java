package io.coffer.s3door;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The error codes of S3 that clients know what to do about, with their statuses
 * (<a href= "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error
 * responses</a>).
 */
enum S3Error {

	ACCESS_DENIED(403, ProblemType.FORBIDDEN),

	AUTHORIZATION_HEADER_MALFORMED(400, ProblemType.INVALID_REQUEST),

	AUTHORIZATION_QUERY_PARAMETERS_ERROR(400, ProblemType.INVALID_REQUEST),

	BAD_DIGEST(400, ProblemType.DIGEST_MISMATCH),

	BUCKET_ALREADY_OWNED_BY_YOU(409, ProblemType.DEFAULT_VAULT),

	ENTITY_TOO_LARGE(400, ProblemType.TOO_LARGE),

	ENTITY_TOO_SMALL(400, ProblemType.INVALID_REQUEST),

	INCOMPLETE_BODY(400, ProblemType.INCOMPLETE_BODY),

	INTERNAL_ERROR(500, ProblemType.INTERNAL_ERROR),

	INVALID_ACCESS_KEY_ID(403, ProblemType.UNAUTHENTICATED),

	INVALID_ARGUMENT(400, ProblemType.INVALID_REQUEST),

	INVALID_DIGEST(400, ProblemType.INVALID_DIGEST),

	INVALID_OBJECT_STATE(403, ProblemType.ARCHIVED),

	INVALID_PART(400, ProblemType.INVALID_REQUEST),

	INVALID_PART_ORDER(400, ProblemType.INVALID_REQUEST),

	INVALID_RANGE(416, ProblemType.RANGE_NOT_SATISFIABLE),

	INVALID_REQUEST(400, ProblemType.INVALID_REQUEST),

	INVALID_URI(400, ProblemType.INVALID_REQUEST),

	MALFORMED_XML(400, ProblemType.INVALID_REQUEST),

	METHOD_NOT_ALLOWED(405, ProblemType.METHOD_NOT_ALLOWED),

	MISSING_CONTENT_LENGTH(411, ProblemType.INVALID_REQUEST),

	NO_SUCH_BUCKET(404, ProblemType.VAULT_NOT_FOUND),

	NO_SUCH_KEY(404, ProblemType.BACKUP_NOT_FOUND),

	NO_SUCH_UPLOAD(404, ProblemType.NOT_FOUND),

	NO_SUCH_VERSION(404, ProblemType.BACKUP_NOT_FOUND),

	NOT_IMPLEMENTED(501, ProblemType.METHOD_NOT_ALLOWED),

	PRECONDITION_FAILED(412, ProblemType.PRECONDITION_FAILED),

	/** As Ceph says it; a 5xx would be tried again. */
	QUOTA_EXCEEDED(403, ProblemType.QUOTA_EXCEEDED),

	REQUEST_TIME_TOO_SKEWED(403, ProblemType.UNAUTHENTICATED),

	REQUEST_TIMEOUT(400, ProblemType.TOO_SLOW),

	SERVICE_UNAVAILABLE(503, ProblemType.STORAGE_UNREACHABLE),

	SIGNATURE_DOES_NOT_MATCH(403, ProblemType.UNAUTHENTICATED),

	SLOW_DOWN(503, ProblemType.BUSY),

	STORAGE_FULL(507, ProblemType.STORAGE_FULL),

	X_AMZ_CONTENT_SHA256_MISMATCH(400, ProblemType.DIGEST_MISMATCH);

	/** The property of a problem that has such a code. */
	private static final String PROPERTY = "s3";

	private final int status;

	private final ProblemType nearest;

	S3Error(int status, ProblemType nearest) {
		this.status = status;
		this.nearest = nearest;
	}

	/** A refusal with this code; {@code detail} says what happened this time. */
	ProblemException because(String detail) {
		return new ProblemException(this.nearest, detail).with(PROPERTY, this);
	}

	/** The code of a problem, wherever it comes from. */
	static S3Error of(ProblemException problem) {
		return (problem.properties().get(PROPERTY) instanceof S3Error error) ? error : of(problem.type());
	}

	private static S3Error of(ProblemType type) {
		return switch (type) {
			case UNAUTHENTICATED -> INVALID_ACCESS_KEY_ID;
			case FORBIDDEN, FOREIGN_DEVICE, FOREIGN_APPLICATION, VAULT_DISABLED -> ACCESS_DENIED;
			case UPLOAD_NOT_FOUND -> NO_SUCH_UPLOAD;
			case UPLOAD_INCOMPLETE, INVALID_PARTS -> INVALID_PART;
			case BACKUP_NOT_FOUND -> NO_SUCH_KEY;
			case VAULT_NOT_FOUND -> NO_SUCH_BUCKET;
			case BACKUP_EXISTS, PRECONDITION_FAILED -> PRECONDITION_FAILED;
			case INVALID_NAME, EMPTY_BODY, UNSUPPORTED_ARCHIVE -> INVALID_ARGUMENT;
			case INCOMPLETE_BODY -> INCOMPLETE_BODY;
			case INVALID_DIGEST -> INVALID_DIGEST;
			case DIGEST_MISMATCH -> X_AMZ_CONTENT_SHA256_MISMATCH;
			case TOO_LARGE -> ENTITY_TOO_LARGE;
			case TOO_SLOW -> REQUEST_TIMEOUT;
			case METHOD_NOT_ALLOWED -> METHOD_NOT_ALLOWED;
			case ARCHIVED -> INVALID_OBJECT_STATE;
			case RANGE_NOT_SATISFIABLE -> INVALID_RANGE;
			case BUSY, TOO_MANY_UPLOADS -> SLOW_DOWN;
			case QUOTA_EXCEEDED -> QUOTA_EXCEEDED;
			case STORAGE_FULL -> STORAGE_FULL;
			case NOT_CONFIGURED, STORAGE_UNREACHABLE, STATE_UNAVAILABLE, ENCRYPTION_KEY_MISMATCH -> SERVICE_UNAVAILABLE;
			default -> (type.status() < 500) ? INVALID_REQUEST : INTERNAL_ERROR;
		};
	}

	int status() {
		return this.status;
	}

	/** The code itself, such as {@code AccessDenied}. */
	String code() {
		return switch (this) {
			case INVALID_URI -> "InvalidURI";
			case MALFORMED_XML -> "MalformedXML";
			case X_AMZ_CONTENT_SHA256_MISMATCH -> "XAmzContentSHA256Mismatch";
			default -> Arrays.stream(name().split("_", -1))
				.map((word) -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
				.collect(Collectors.joining());
		};
	}

}
