package io.coffer.web;

import io.coffer.problems.InvalidField;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.util.Map;
import java.util.stream.Stream;

/** A typical problem of each type, as the API page shows it. */
final class ProblemExample {

	private static final String REQUEST_ID = "1c9e6a52-6f0f-4c37-9f0b-6f6b3c1f2a10";

	private ProblemExample() {
	}

	/** The document of a typical problem of that type. */
	static Map<String, Object> document(ProblemType type) {
		return ProblemDocument.of(of(type), null, REQUEST_ID);
	}

	private static ProblemException of(ProblemType type) {
		return switch (type) {
			case INVALID_REQUEST -> StatusProblem.of(400);
			case VALIDATION_FAILED -> ValidationProblem.of("bucket", "must not be blank");
			case INVALID_NAME -> problem(type, "The name '.hidden.zip' starts with a dot.",
					"Use letters, digits, single spaces and ._-()+@, and end with an archive extension such as .zip.");
			case INVALID_CURSOR ->
				problem(type, "The cursor was made for other filters.", "Repeat the query without a cursor.");
			case EMPTY_BODY -> problem(type, "The body holds no byte.", "Send the archive as the body of the request.");
			case INCOMPLETE_BODY -> problem(type, "The body ended after 1048576 of 4194304 bytes.",
					"Nothing was stored: send the archive again.");
			case INVALID_FORM -> problem(type, "The field 'device' comes after the file.",
					"Send every field before the part 'file', each once.");
			case INVALID_DIGEST ->
				problem(type, "The header Repr-Digest holds no sha-256.", "Send sha-256=:<base64>:, as RFC 9530 says.");
			case DIGEST_NOT_APPLICABLE -> problem(type, "Repr-Digest would cover the form, not the archive in it.",
					"Send the form field 'sha256' in hex, or the archive as the raw body.");
			case UNAUTHENTICATED -> StatusProblem.of(401);
			case FORBIDDEN -> StatusProblem.of(403);
			case FOREIGN_DEVICE -> problem(type, "The token of 'laptop-2' cannot add a backup of 'desktop-42'.",
					"Upload with the token of that device.");
			case NOT_FOUND -> StatusProblem.of(404);
			case BACKUP_NOT_FOUND ->
				problem(type, "There is no backup of this name.", "GET /backups lists the backups there are.");
			case DEVICE_NOT_FOUND ->
				problem(type, "No device 'laptop-2' has a token.", "POST /devices/{name}/token makes one.");
			case METHOD_NOT_ALLOWED -> StatusProblem.of(405);
			case NOT_ACCEPTABLE -> StatusProblem.of(406);
			case TOO_SLOW -> StatusProblem.of(408);
			case BACKUP_EXISTS -> problem(type, "A backup of this name is stored already.",
					"Choose another name, or let Coffer name it: POST /backups.")
				.with("size", 4194304);
			case ARCHIVED -> problem(type, "The storage answered 403 InvalidObjectState.",
					"Bring the object back from its archive class in the storage (RestoreObject), wait until that is done, "
							+ "and ask again.");
			case CONFIG_MANAGED -> problem(type, "The settings are given by COFFER_S3_* variables.",
					"Change the environment and restart Coffer.");
			case DEVICE_MANAGED -> problem(type, "The token of 'laptop-2' is given by coffer.security.tokens.",
					"Change the configuration and restart Coffer.");
			case EMBEDDED_UNAVAILABLE -> problem(type, "Its address or port cannot be listened on.",
					"Set COFFER_EMBEDDED_PORT to a free port; the settings in force stay.");
			case RETENTION_MANAGED -> problem(type, "The policy is given by coffer.retention.policy.",
					"Change the configuration and restart Coffer.");
			case NOT_CONFIGURED -> problem(type, "There is no storage yet.", "Send the settings: PUT /config.");
			case PRECONDITION_FAILED ->
				problem(type, "The backup is another one than If-Match or If-Unmodified-Since names.",
						"Ask again without the condition, from the first byte.");
			case NEWER_BACKUP_EXISTS ->
				problem(type, "The backup of 'desktop-42' is newer than the one this is based on.",
						"Restore that backup first, or send onNewer=warn.")
					.with("key", "notes.20261122231031.desktop-42.0d8d7f3b32c0.zip")
					.with("device", "desktop-42")
					.with("lastModified", "2026-11-22T23:10:32Z");
			case TOO_LARGE -> problem(type, "The archive is larger than 50 GiB.",
					"Split the archive, or raise coffer.upload.max-size.");
			case UNSUPPORTED_ARCHIVE -> problem(type, "The bytes are not those of a .zip archive.",
					"Send one of zip, tar.gz, tgz, tar, tar.zst, zst, 7z, bak, gz.");
			case UNSUPPORTED_MEDIA_TYPE -> StatusProblem.of(415);
			case UNSUPPORTED_ENCODING ->
				problem(type, "The body has a Content-Encoding.", "Send the archive itself, without Content-Encoding.");
			case RANGE_NOT_SATISFIABLE -> problem(type, "The backup has 22 bytes.", "Ask for a range inside them.");
			case DIGEST_MISMATCH -> problem(type, "The SHA-256 of the bytes is another than the digest says.",
					"Nothing was stored: send the archive again.");
			case IDEMPOTENCY_KEY_REUSED -> problem(type, "Another archive is stored with this Idempotency-Key.",
					"Give each archive a key of its own, and repeat a key with the same archive only.")
				.with("key", "notes.20261122231031.laptop-2.0d8d7f3b32c0.zip")
				.with("size", 4194304);
			case CHECK_FAILED -> problem(type, "The storage refused the probe object.",
					"See the report; ?check=false keeps the settings unchecked.");
			case INVALID_SETTINGS -> InvalidField.problem(type, Stream
				.of(new InvalidField("bucket", "has 3 to 63 lower-case letters, digits, hyphens and single dots")));
			case SETTINGS_CONFLICT ->
				problem(type, "The URL names the bucket \"my-backups\", but the field says \"laptops\".",
						"Keep the one that is meant: correct the field, or take the other out of the URL.");
			case ENDPOINT_FORBIDDEN -> problem(type, "The endpoint leads to an address that Coffer does not call.",
					"Link-local and metadata addresses are never called.");
			case SECRET_REQUIRED -> problem(type, "The endpoint has changed, so the kept secret does not apply.",
					"Send secretAccessKey with the other settings.");
			case INTERNAL_ERROR -> StatusProblem.of(500);
			case STORAGE_ERROR -> problem(type, "The storage answered 500.", "Try again; the storage's log says more.");
			case STORAGE_CREDENTIALS -> problem(type, "The storage does not know the access key, or not its secret.",
					"Set accessKeyId and secretAccessKey again.");
			case STORAGE_ACCESS_DENIED -> problem(type, "The access key may not do this in the bucket.",
					"Allow it to list, read, write and delete under the root path.");
			case STORAGE_BUCKET_MISSING ->
				problem(type, "The storage has no bucket of this name.", "Create the bucket, or correct its name.");
			case STORAGE_REGION -> problem(type, "The bucket is in another region.", "Set the region of the bucket.");
			case STORAGE_ADDRESSING ->
				problem(type, "The storage refuses buckets in the path.", "Set addressing to virtual.");
			case STORAGE_PATH -> problem(type, "The storage takes plain names only.",
					"A proxy before the storage must pass the path on as it comes.");
			case STORAGE_CLOCK -> problem(type, "The clock of Coffer differs from the storage's by minutes.",
					"Synchronise the clock of the machine.");
			case STORAGE_NOT_S3 -> problem(type, "The endpoint answers with a web page.",
					"Use the URL of the S3 API, which often has another port than the console.");
			case STORAGE_BODY_ENCODING -> problem(type, "The storage kept the upload's framing as content.",
					"Choose the provider's own endpoint, so that Coffer knows how to send.");
			case BACKUP_DAMAGED ->
				problem(type, "The storage handed out other bytes than the SHA-256 of the backup names.",
						"Do not rely on this backup: restore another one, and look after the storage.");
			case STORAGE_UNREACHABLE ->
				problem(type, "The storage did not answer.", "Check the endpoint and the network, then try again.")
					.with("retryAfter", 10);
			case BUSY -> problem(type, "All transfers are taken.", "Try again in some seconds.").with("retryAfter", 5);
			case STORAGE_FULL -> problem(type, "The storage has no space for the archive.",
					"Nothing was stored. Delete backups, or give the storage more space.");
			case DATA_DIRECTORY_FAILED -> problem(type, "The change could not be written, so nothing was changed.",
					"Make space on the disk of COFFER_DATA_DIR, then try again.");
			case QUOTA_EXCEEDED ->
				problem(type, "All backups of the device \"laptop-2\" together may have at most 107374182400 bytes.",
						"An operator deletes older backups, sets a retention policy or raises coffer.devices.quota.")
					.with("quota", 107374182400L)
					.with("used", 107374180000L)
					.with("underWay", 0L);
		};
	}

	private static ProblemException problem(ProblemType type, String detail, String hint) {
		return new ProblemException(type, detail).hint(hint);
	}

}
