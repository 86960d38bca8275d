package io.coffer.verification;

import io.coffer.backups.BackupExamples;
import io.coffer.backups.BackupKey;
import io.coffer.callers.InVault;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemType;
import io.coffer.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The route that reads backups back, as the API page shows it. */
@Tag(name = "Backups")
interface VerifyApi {

	/** One JSON document in each line. */
	String LINES = MediaType.APPLICATION_NDJSON_VALUE;

	@PostMapping("/backups/{key}/verify")
	@Operation(operationId = "verifyBackup", summary = "Verify a backup", description = """
			Reads the stored archive once, to its end, and compares its size, its SHA-256 where the backup has one, \
			and everything in the archive that carries a checksum. Nothing is kept. Damage is a success of this call: \
			see `passed`, and the steps for what is wrong.

			Large archives take minutes. With `Accept: application/x-ndjson` the answer is lines of JSON: \
			`{"progress": {"bytesRead": ..., "size": ...}}` every second, and as the last one \
			`{"result": <the report>}`, or `{"problem": <the problem>}` if the storage failed on the way. The read \
			ends when the client goes away.

			Takes an operator's token.""",
			parameters = @Parameter(in = ParameterIn.HEADER, name = "Accept",
					description = "`application/x-ndjson` for progress lines", schema = @Schema(type = "string")))
	@ApiResponse(responseCode = "200", description = "What was found",
			content = {
					@Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
							schema = @Schema(implementation = VerifyReport.class)),
					@Content(mediaType = LINES, schema = @Schema(type = "string"),
							examples = @ExampleObject(BackupExamples.VERIFY_LINES)) })
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.INVALID_NAME, ProblemType.BACKUP_NOT_FOUND,
			ProblemType.ARCHIVED, ProblemType.BUSY }, storage = true)
	@Nullable VerifyReport verify(@BackupKey @PathVariable String key, @InVault Vault vault, HttpServletRequest request,
			HttpServletResponse response) throws IOException;

}
