package io.coffer.uploads;

import io.coffer.backups.Backup;
import io.coffer.backups.BackupKey;
import io.coffer.callers.Caller;
import io.coffer.callers.InVault;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemType;
import io.coffer.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The routes that take archives, as the API page shows them. */
@RequestMapping("/backups")
@Tag(name = "Upload", description = "The archives: add one")
interface UploadApi {

	@PostMapping
	@Operation(operationId = "upload", summary = "Back up", description = """
			Stores an archive under a name that Coffer makes: application, time, device and a tag of its own. Send \
			the archive as the body itself, or as the part `file` of a form. It is streamed to the store and never \
			kept on the way; what ends early or does not match its digest leaves nothing behind.

			Takes a device's token, which adds backups of that device only.""",
			parameters = {
					@Parameter(in = ParameterIn.QUERY, name = "application",
							description = "What is backed up, such as `notes`: 1 to 64 bytes; `backup` by default",
							schema = @Schema(type = "string")),
					@Parameter(in = ParameterIn.QUERY, name = "device",
							description = "Who makes the backup, such as `laptop-2`; by default the token's name",
							schema = @Schema(type = "string")),
					@Parameter(in = ParameterIn.QUERY, name = "skipIfUnchanged",
							description = "With a digest: store nothing if the device's newest backup has it already",
							schema = @Schema(type = "boolean")) })
	@UploadOperation
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.INVALID_NAME, ProblemType.EMPTY_BODY,
			ProblemType.INCOMPLETE_BODY, ProblemType.INVALID_FORM, ProblemType.INVALID_DIGEST,
			ProblemType.DIGEST_NOT_APPLICABLE, ProblemType.FOREIGN_DEVICE, ProblemType.TOO_SLOW,
			ProblemType.BACKUP_EXISTS, ProblemType.NEWER_BACKUP_EXISTS, ProblemType.TOO_LARGE,
			ProblemType.UNSUPPORTED_ARCHIVE, ProblemType.UNSUPPORTED_MEDIA_TYPE, ProblemType.UNSUPPORTED_ENCODING,
			ProblemType.DIGEST_MISMATCH, ProblemType.IDEMPOTENCY_KEY_REUSED, ProblemType.BUSY,
			ProblemType.QUOTA_EXCEEDED, ProblemType.STORAGE_FULL }, storage = true)
	ResponseEntity<Backup> upload(HttpServletRequest request, @AuthenticationPrincipal Caller caller,
			@InVault Vault vault);

	@PutMapping("/{key}")
	@Operation(operationId = "uploadAs", summary = "Back up under a name of your own", description = """
			As `POST /backups`, but the name is yours. A backup is never overwritten: a name that is taken is \
			`backup-exists`, unless the digest or the `Idempotency-Key` shows that it is this very archive.

			Takes a device's token; a name that tells of another device is `foreign-device`.""")
	@UploadOperation
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.INVALID_NAME, ProblemType.EMPTY_BODY,
			ProblemType.INCOMPLETE_BODY, ProblemType.INVALID_FORM, ProblemType.INVALID_DIGEST,
			ProblemType.DIGEST_NOT_APPLICABLE, ProblemType.FOREIGN_DEVICE, ProblemType.TOO_SLOW,
			ProblemType.BACKUP_EXISTS, ProblemType.NEWER_BACKUP_EXISTS, ProblemType.TOO_LARGE,
			ProblemType.UNSUPPORTED_ARCHIVE, ProblemType.UNSUPPORTED_MEDIA_TYPE, ProblemType.UNSUPPORTED_ENCODING,
			ProblemType.DIGEST_MISMATCH, ProblemType.BUSY, ProblemType.QUOTA_EXCEEDED, ProblemType.STORAGE_FULL },
			storage = true)
	ResponseEntity<Backup> uploadAs(@BackupKey @PathVariable String key, HttpServletRequest request,
			@AuthenticationPrincipal Caller caller, @InVault Vault vault);

}
