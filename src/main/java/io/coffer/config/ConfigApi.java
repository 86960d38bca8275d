package io.coffer.config;

import io.coffer.checks.CheckReport;
import io.coffer.problems.ProblemType;
import io.coffer.state.StateChoice;
import io.coffer.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The routes of the S3 settings, as the API page shows them. */
@RequestMapping("/config")
@Tag(name = "Settings", description = "Where the backups are kept")
interface ConfigApi {

	String STATE = "Which tokens and policy hold from now on: `carry` those in force, which are copied over what is "
			+ "there, or `adopt` those that are there. Needed only where both exist and differ.";

	@GetMapping
	@Operation(operationId = "showSettings", summary = "Show the settings", description = """
			The settings in force, and what they come to. The secret is never shown.

			Takes an operator's token.""")
	@ApiResponse(responseCode = "200", description = "The settings in force", useReturnTypeSchema = true)
	@Problems(ProblemType.NOT_CONFIGURED)
	ConfigView get();

	@PutMapping
	@Operation(operationId = "setStorage", summary = "Set the storage", description = """
			Proves the settings first: a probe object is written, listed, read and deleted under the root path. \
			If that fails, nothing is saved and `check-failed` carries the report. Uploads and downloads that have \
			begun go on with the settings before.

			Device tokens, operators' tokens and the retention policy, which are kept in the bucket, are copied to the \
			new one. If that has some already which say something else, `state` must tell which hold, else the answer \
			is `state-conflict` and nothing changes.

			Without `secretAccessKey` the stored one stays, as long as endpoint, bucket and access key id stay too.

			Takes the admin token.""")
	@ApiResponse(responseCode = "200", description = "Saved and in force, with the check's report",
			useReturnTypeSchema = true)
	@Problems(value = { ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.UNSUPPORTED_MEDIA_TYPE,
			ProblemType.CONFIG_MANAGED, ProblemType.CHECK_FAILED, ProblemType.INVALID_SETTINGS,
			ProblemType.SETTINGS_CONFLICT, ProblemType.ENDPOINT_FORBIDDEN, ProblemType.SECRET_REQUIRED,
			ProblemType.STATE_CONFLICT, ProblemType.DATA_DIRECTORY_FAILED, ProblemType.BUSY }, storage = true)
	ConfigView put(@RequestBody SettingsForm form,
			@Parameter(description = "`false` saves without trying") @RequestParam(defaultValue = "true") boolean check,
			@Parameter(description = STATE) @RequestParam(required = false) @Nullable StateChoice state);

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(operationId = "forgetStorage", summary = "Forget the storage", description = """
			The backups stay where they are. Coffer returns to its embedded store where that is enabled; \
			elsewhere it has no storage until the next `PUT /config`. Tokens and policy are copied to the embedded \
			store as they are by `PUT /config`.

			Takes the admin token.""")
	@ApiResponse(responseCode = "204", description = "Nothing is saved any more")
	@Problems(value = { ProblemType.CONFIG_MANAGED, ProblemType.EMBEDDED_UNAVAILABLE, ProblemType.STATE_CONFLICT,
			ProblemType.DATA_DIRECTORY_FAILED, ProblemType.BUSY }, storage = true)
	void delete(@Parameter(description = STATE) @RequestParam(required = false) @Nullable StateChoice state);

	@PostMapping("/preview")
	@Operation(operationId = "previewSettings", summary = "See what settings come to", description = """
			The exact URL below which backups would be written, and what else Coffer works out of the form. Nothing is \
			asked of the store and nothing is saved, so a front end can call it while someone types; the secret need \
			not be sent.

			Takes the admin token.""")
	@ApiResponse(responseCode = "200", description = "What the settings come to", useReturnTypeSchema = true)
	@Problems({ ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.UNSUPPORTED_MEDIA_TYPE,
			ProblemType.INVALID_SETTINGS, ProblemType.SETTINGS_CONFLICT })
	SettingsPreview preview(@RequestBody SettingsForm form);

	@PostMapping("/check")
	@Operation(operationId = "trySettings", summary = "Try settings", description = """
			Tries the settings in the body, or those in force if there is no body, and saves nothing. A report \
			of what failed is a success of this call: see `passed`.

			With `Accept: application/x-ndjson` the answer is lines of JSON: `{"step": ...}` as soon as each step is \
			taken, and as the last one `{"result": <the report>}`, whose steps hold where they differ.

			Takes the admin token.""", parameters = @Parameter(in = ParameterIn.HEADER, name = "Accept",
			description = "`application/x-ndjson` for each step as it is taken", schema = @Schema(type = "string")))
	@ApiResponse(responseCode = "200", description = "What was tried and how it went",
			content = {
					@Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
							schema = @Schema(implementation = CheckReport.class)),
					@Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string")) })
	@Problems({ ProblemType.INVALID_REQUEST, ProblemType.VALIDATION_FAILED, ProblemType.UNSUPPORTED_MEDIA_TYPE,
			ProblemType.NOT_CONFIGURED, ProblemType.INVALID_SETTINGS, ProblemType.SETTINGS_CONFLICT,
			ProblemType.ENDPOINT_FORBIDDEN, ProblemType.SECRET_REQUIRED, ProblemType.BUSY })
	@Nullable CheckReport check(@RequestBody(required = false) @Nullable SettingsForm form, HttpServletRequest request,
			HttpServletResponse response) throws IOException;

}
