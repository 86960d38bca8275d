package io.coffer.direct;

import io.coffer.backups.BackupExamples;
import io.coffer.callers.Caller;
import io.coffer.callers.InVault;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemType;
import io.coffer.uploads.BaseVersion;
import io.coffer.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The routes of straight uploads, as the API page shows them: those of Companion, the
 * server of Uppy, so that its released clients need no other. A ticket may stand in the
 * path instead of a token in a header.
 */
@RequestMapping("/uploads/s3")
@Tag(name = "Straight uploads", description = "Archives that go from the client to the bucket, in parts")
interface DirectUploadApi {

	String UPLOAD_ID = "The `uploadId` that the beginning has answered";

	String KEY = "The `key` that the beginning has answered";

	@PostMapping("/multipart")
	@Operation(operationId = "beginUpload", summary = "Begin a straight upload", description = """
			Names the backup and begins its upload. The parts then go to the store, by URLs that are signed here; \
			nothing of the archive passes through Coffer. Any replica goes on with the upload, for seven days.

			A program that can send no header uses the same routes below `/uploads/t/{ticket}/s3`, with a ticket of \
			`POST /uploads/tickets`.

			Takes a device's token, which adds backups of that device only.""")
	@ApiResponse(responseCode = "200", description = "The upload", useReturnTypeSchema = true)
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.INVALID_NAME,
			ProblemType.INVALID_DIGEST, ProblemType.FOREIGN_DEVICE, ProblemType.FOREIGN_APPLICATION,
			ProblemType.NEWER_BACKUP_EXISTS, ProblemType.TOO_LARGE, ProblemType.UNSUPPORTED_ARCHIVE,
			ProblemType.TOO_MANY_UPLOADS, ProblemType.QUOTA_EXCEEDED, ProblemType.DATA_DIRECTORY_FAILED,
			ProblemType.STORAGE_FULL, ProblemType.BUSY }, storage = true)
	NewUpload begin(@RequestBody UploadStart start,
			@Parameter(
					description = "The key of the backup that was last restored or made, as in a URL") @RequestHeader(
							name = BaseVersion.HEADER, required = false) @Nullable String basedOn,
			@AuthenticationPrincipal Caller caller, @InVault Vault vault);

	@GetMapping("/multipart/{uploadId}/{number}")
	@Operation(operationId = "signPart", summary = "Sign a part's URL", description = """
			A URL that takes the part by PUT, for fifteen minutes; it can be signed anew as often as wanted. Each \
			part but the last has at least 5 MiB.

			Takes a device's token.""")
	@ApiResponse(responseCode = "200", description = "The URL", useReturnTypeSchema = true)
	@Problems(
			value = { ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.UPLOAD_NOT_FOUND,
					ProblemType.INVALID_PARTS, ProblemType.TOO_LARGE, ProblemType.QUOTA_EXCEEDED, ProblemType.BUSY },
			storage = true)
	SignedPart sign(@Parameter(description = UPLOAD_ID) @PathVariable String uploadId,
			@Parameter(description = "The part's place in the archive, from 1", example = "1") @PathVariable int number,
			@Parameter(description = KEY, example = BackupExamples.KEY) @RequestParam String key,
			@AuthenticationPrincipal Caller caller, @InVault Vault vault);

	@GetMapping("/multipart/{uploadId}/batch")
	@Operation(operationId = "signParts", summary = "Sign the URLs of several parts", description = """
			As for one part.

			Takes a device's token.""")
	@ApiResponse(responseCode = "200", description = "The URLs", useReturnTypeSchema = true)
	@Problems(
			value = { ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.UPLOAD_NOT_FOUND,
					ProblemType.INVALID_PARTS, ProblemType.TOO_LARGE, ProblemType.QUOTA_EXCEEDED, ProblemType.BUSY },
			storage = true)
	SignedParts signAll(@Parameter(description = UPLOAD_ID) @PathVariable String uploadId,
			@Parameter(description = "Up to 1000 places, with commas between them",
					example = "1,2,3") @RequestParam String partNumbers,
			@Parameter(description = KEY, example = BackupExamples.KEY) @RequestParam String key,
			@AuthenticationPrincipal Caller caller, @InVault Vault vault);

	@GetMapping("/multipart/{uploadId}")
	@Operation(operationId = "listParts", summary = "List the parts that have arrived", description = """
			What a client need not send again when it goes on.

			Takes a device's token.""")
	@ApiResponse(responseCode = "200", description = "Every part, in order", useReturnTypeSchema = true)
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.UPLOAD_NOT_FOUND },
			storage = true)
	List<ListedPart> parts(@Parameter(description = UPLOAD_ID) @PathVariable String uploadId,
			@Parameter(description = KEY, example = BackupExamples.KEY) @RequestParam String key,
			@AuthenticationPrincipal Caller caller, @InVault Vault vault);

	@PostMapping("/multipart/{uploadId}/complete")
	@Operation(operationId = "completeUpload", summary = "Complete a straight upload", description = """
			Makes the parts one backup, if all of them have arrived and make an archive of the kind that its name \
			says. It may be asked again: the answer is the same. After `upload-incomplete` and after problems of \
			the store the upload stays open; every other refusal removes it.

			Takes a device's token.""")
	@ApiResponse(responseCode = "200", description = "The backup", useReturnTypeSchema = true)
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.EMPTY_BODY,
			ProblemType.UPLOAD_NOT_FOUND, ProblemType.UPLOAD_INCOMPLETE, ProblemType.INVALID_PARTS,
			ProblemType.BACKUP_EXISTS, ProblemType.NEWER_BACKUP_EXISTS, ProblemType.TOO_LARGE,
			ProblemType.UNSUPPORTED_ARCHIVE, ProblemType.QUOTA_EXCEEDED, ProblemType.STORAGE_FULL, ProblemType.BUSY },
			storage = true)
	ResponseEntity<CompletedUpload> complete(@Parameter(description = UPLOAD_ID) @PathVariable String uploadId,
			@Parameter(description = KEY, example = BackupExamples.KEY) @RequestParam String key,
			@RequestBody(required = false) @Nullable UploadEnd end, HttpServletRequest request,
			@AuthenticationPrincipal Caller caller, @InVault Vault vault);

	@DeleteMapping("/multipart/{uploadId}")
	@Operation(operationId = "abortUpload", summary = "Abort a straight upload", description = """
			Removes the parts. A backup that the upload has become stays.

			Takes a device's token.""")
	@ApiResponse(responseCode = "200", description = "The upload is gone", useReturnTypeSchema = true)
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.UPLOAD_NOT_FOUND },
			storage = true)
	AbortedUpload abort(@Parameter(description = UPLOAD_ID) @PathVariable String uploadId,
			@Parameter(description = KEY, example = BackupExamples.KEY) @RequestParam String key,
			@AuthenticationPrincipal Caller caller, @InVault Vault vault);

	@GetMapping("/params")
	@Operation(operationId = "refuseSinglePut", summary = "Refused: an upload in one request", description = """
			Upload widgets ask here for small files unless they are told to send all in parts.

			Takes a device's token.""")
	@ApiResponse(responseCode = "400", description = "Always")
	@Problems(ProblemType.USE_MULTIPART)
	AbortedUpload single(@AuthenticationPrincipal Caller caller, @InVault Vault vault);

}
