package io.coffer.problems;

/**
 * Every kind of problem that Coffer answers with, as the HTTP status and the stable
 * {@link #code()} of an RFC 9457 problem. Codes are part of the contract: add, never
 * rename.
 */
public enum ProblemType {

	INVALID_REQUEST(400, "The request is malformed"),

	VALIDATION_FAILED(400, "Some fields are not valid"),

	INVALID_NAME(400, "The name is not allowed"),

	INVALID_CURSOR(400, "The cursor does not belong to this query"),

	EMPTY_BODY(400, "The request has no body"),

	INCOMPLETE_BODY(400, "The body ended early"),

	INVALID_FORM(400, "The form is not in the expected order"),

	INVALID_DIGEST(400, "The digest cannot be read"),

	DIGEST_NOT_APPLICABLE(400, "A digest header cannot cover a form"),

	USE_MULTIPART(400, "Straight uploads go in parts"),

	UNAUTHENTICATED(401, "A valid token is required"),

	FORBIDDEN(403, "The token's role does not allow this"),

	FOREIGN_DEVICE(403, "The token belongs to another device"),

	FOREIGN_APPLICATION(403, "The ticket is for another application"),

	VAULT_DISABLED(403, "The vault is disabled"),

	NOT_FOUND(404, "There is nothing here"),

	BACKUP_NOT_FOUND(404, "There is no such backup"),

	UPLOAD_NOT_FOUND(404, "There is no such upload"),

	DEVICE_NOT_FOUND(404, "There is no such device"),

	OPERATOR_NOT_FOUND(404, "There is no such operator"),

	VAULT_NOT_FOUND(404, "There is no such vault"),

	METHOD_NOT_ALLOWED(405, "The route does not know this method"),

	NOT_ACCEPTABLE(406, "The answer has no such representation"),

	TOO_SLOW(408, "The body arrived too slowly"),

	BACKUP_EXISTS(409, "A backup of this name exists"),

	UPLOAD_INCOMPLETE(409, "Parts of the archive are missing"),

	INVALID_PARTS(409, "The parts make no archive"),

	ARCHIVED(409, "The backup lies in an archive class of the storage"),

	CONFIG_MANAGED(409, "The settings come from the environment"),

	DEVICE_MANAGED(409, "The token comes from the configuration"),

	OPERATOR_MANAGED(409, "The token comes from the configuration"),

	EMBEDDED_UNAVAILABLE(409, "The embedded store cannot start"),

	RETENTION_MANAGED(409, "The retention policy comes from the configuration"),

	NOT_CONFIGURED(409, "No storage is configured"),

	VAULT_NOT_EMPTY(409, "The vault holds something"),

	DEFAULT_VAULT(409, "The default vault stays"),

	STATE_CONFLICT(409, "The other bucket has tokens or a policy of its own"),

	PRECONDITION_FAILED(412, "The backup is not the one that the condition names"),

	NEWER_BACKUP_EXISTS(412, "Another device has a newer backup"),

	TOO_LARGE(413, "The body is too large"),

	UNSUPPORTED_ARCHIVE(415, "The archive type is not accepted"),

	UNSUPPORTED_MEDIA_TYPE(415, "The content type is not accepted"),

	UNSUPPORTED_ENCODING(415, "The content encoding is not accepted"),

	RANGE_NOT_SATISFIABLE(416, "The range lies outside the backup"),

	DIGEST_MISMATCH(422, "The bytes do not match the digest"),

	IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key belongs to another archive"),

	CHECK_FAILED(422, "The storage does not work with these settings"),

	INVALID_SETTINGS(422, "These settings cannot work"),

	SETTINGS_CONFLICT(422, "The settings contradict each other"),

	ENDPOINT_FORBIDDEN(422, "Coffer must not call this endpoint"),

	SECRET_REQUIRED(422, "The secret access key is needed again"),

	TOO_MANY_UPLOADS(429, "Too many uploads are open"),

	INTERNAL_ERROR(500, "Something went wrong in Coffer"),

	STORAGE_ERROR(502, "The storage answered with an error"),

	STORAGE_CREDENTIALS(502, "The storage refused the access key"),

	STORAGE_ACCESS_DENIED(502, "The storage denied access"),

	STORAGE_BUCKET_MISSING(502, "The bucket does not exist"),

	STORAGE_REGION(502, "The bucket is in another region"),

	STORAGE_ADDRESSING(502, "The storage refuses this addressing style"),

	STORAGE_PATH(502, "Something on the way to the storage changes names"),

	STORAGE_CLOCK(502, "The clocks of Coffer and the storage differ"),

	STORAGE_NOT_S3(502, "What answers is no S3 API"),

	STORAGE_BODY_ENCODING(502, "The storage did not keep the bytes as sent"),

	BACKUP_DAMAGED(502, "The storage handed out other bytes than were stored"),

	STORAGE_UNREACHABLE(503, "The storage cannot be reached"),

	STATE_UNAVAILABLE(503, "Tokens and policy cannot be read from the bucket"),

	ENCRYPTION_KEY_MISMATCH(503, "The bucket's tokens and policy are of another encryption key"),

	LOGIN_UNAVAILABLE(503, "The login cannot be checked"),

	BUSY(503, "Coffer is busy"),

	STORAGE_FULL(507, "The storage is full"),

	DATA_DIRECTORY_FAILED(507, "Coffer's data directory cannot be written"),

	QUOTA_EXCEEDED(507, "The quota is used up");

	private final int status;

	private final String title;

	ProblemType(int status, String title) {
		this.status = status;
		this.title = title;
	}

	/** The HTTP status of the answer. */
	public int status() {
		return this.status;
	}

	/** A short sentence, the same for every occurrence. */
	public String title() {
		return this.title;
	}

	/** The stable kebab-case code, such as {@code backup-exists}. */
	public String code() {
		return KebabCase.of(this);
	}

}
