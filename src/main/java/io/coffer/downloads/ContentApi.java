package io.coffer.downloads;

import io.coffer.backups.BackupKey;
import io.coffer.callers.InVault;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemType;
import io.coffer.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** The route that hands out archives, as the API page shows it. */
@Tag(name = "Backups")
interface ContentApi {

	/** An archive is answered with the media type of its extension. */
	String ARCHIVE = "application/*";

	@GetMapping("/backups/{key}/content")
	@Operation(operationId = "downloadBackup", summary = "Download a backup", description = """
			The archive's bytes through Coffer, for clients that cannot reach the bucket. They carry the media type \
			of the archive, as an attachment with its file name. A download that broke off goes on with `Range`, \
			and with `If-Range` only if it is still the same archive.

			Takes a device's token.""", parameters = { @Parameter(in = ParameterIn.HEADER, name = "Range",
			description = "One range of bytes; several, or what cannot be read, mean the whole. Such as `bytes=1048576-`.",
			schema = @Schema(type = "string")),
			@Parameter(in = ParameterIn.HEADER, name = "If-Range",
					description = "The `ETag`, or the `Last-Modified`, that the range must belong to; another one means the whole",
					schema = @Schema(type = "string")),
			@Parameter(in = ParameterIn.HEADER, name = "If-Match",
					description = "The `ETag` that the archive must still have", schema = @Schema(type = "string")),
			@Parameter(in = ParameterIn.HEADER, name = "If-Unmodified-Since",
					description = "The `Last-Modified` that the archive must still have; not looked at beside `If-Match`",
					schema = @Schema(type = "string")),
			@Parameter(in = ParameterIn.HEADER, name = "If-None-Match",
					description = "The `ETag` of a copy that is there already", schema = @Schema(type = "string")),
			@Parameter(in = ParameterIn.HEADER, name = "If-Modified-Since",
					description = "The `Last-Modified` of a copy that is there already; not looked at beside `If-None-Match`",
					schema = @Schema(type = "string")) })
	@ApiResponse(responseCode = "304", description = "Still the one of `If-None-Match` or `If-Modified-Since`",
			content = @Content)
	@ApiResponse(responseCode = "200", description = "The whole archive",
			content = @Content(mediaType = ARCHIVE, schema = @Schema(type = "string", format = "binary")),
			headers = {
					@Header(name = "Content-Disposition", description = "`attachment` and the file name",
							schema = @Schema(type = "string")),
					@Header(name = "ETag", description = "The store's tag of the archive, where it gives one",
							schema = @Schema(type = "string")),
					@Header(name = "Last-Modified", description = "When the archive was stored, by the store's clock",
							schema = @Schema(type = "string")),
					@Header(name = "Accept-Ranges", description = "`bytes`", schema = @Schema(type = "string")) })
	@ApiResponse(responseCode = "206", description = "The range",
			content = @Content(mediaType = ARCHIVE, schema = @Schema(type = "string", format = "binary")),
			headers = {
					@Header(name = "Content-Range",
							description = "Which bytes, such as `bytes 1048576-4194303/4194304`",
							schema = @Schema(type = "string")),
					@Header(name = "ETag", description = "The store's tag of the archive, where it gives one",
							schema = @Schema(type = "string")),
					@Header(name = "Last-Modified", description = "When the archive was stored, by the store's clock",
							schema = @Schema(type = "string")) })
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.INVALID_NAME, ProblemType.BACKUP_NOT_FOUND,
			ProblemType.ARCHIVED, ProblemType.PRECONDITION_FAILED, ProblemType.RANGE_NOT_SATISFIABLE,
			ProblemType.BACKUP_DAMAGED, ProblemType.BUSY }, storage = true)
	void content(@BackupKey @PathVariable String key, @InVault Vault vault, HttpServletRequest request,
			HttpServletResponse response) throws IOException;

	@RequestMapping(path = "/backups/{key}/content", method = RequestMethod.HEAD)
	@Operation(operationId = "describeDownload", summary = "Ask what a download would bring", description = """
			The headers of `GET`, without a body: how large the archive is, and the `ETag` to go on with later.

			Takes a device's token.""")
	@ApiResponse(responseCode = "200", description = "What `GET` would answer", content = @Content, headers = {
			@Header(name = "Content-Length", description = "Bytes",
					schema = @Schema(type = "integer", format = "int64")),
			@Header(name = "ETag", description = "The store's tag of the archive", schema = @Schema(type = "string")),
			@Header(name = "Accept-Ranges", description = "`bytes`", schema = @Schema(type = "string")) })
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.INVALID_NAME, ProblemType.BACKUP_NOT_FOUND,
			ProblemType.BUSY }, storage = true)
	default void describe(@BackupKey @PathVariable String key, @InVault Vault vault, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		content(key, vault, request, response);
	}

}
