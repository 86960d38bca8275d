package io.coffer.uploads;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What both ways to upload have in common on the API page: the body and the answers. The
 * form comes first: generators of clients take the first type of body, and from the other
 * one their clients do not compile.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(in = ParameterIn.QUERY, name = "filename",
		description = "What a download is called, such as `my notes.zip`; its extension is the archive's type, which the bytes must match where Coffer knows it. Without one the bytes decide",
		schema = @Schema(type = "string"))
@Parameter(in = ParameterIn.QUERY, name = "size",
		description = "The most bytes that will come, where the length is not known: large archives need it",
		schema = @Schema(type = "integer", format = "int64"))
@Parameter(in = ParameterIn.HEADER, name = "Repr-Digest",
		description = "The archive's SHA-256 as `sha-256=:<base64>:` (RFC 9530), checked on arrival and kept with the "
				+ "backup. Not with a form: that has the field `sha256`.",
		schema = @Schema(type = "string"))
@Parameter(in = ParameterIn.HEADER, name = "Content-Digest", description = "The same as `Repr-Digest`",
		schema = @Schema(type = "string"))
@Parameter(in = ParameterIn.HEADER, name = "Idempotency-Key",
		description = "1 to 255 printable ASCII characters, the same for every try of one upload: within 24 hours a "
				+ "second try answers with what the first has stored, if that is the same archive",
		schema = @Schema(type = "string"))
@Parameter(in = ParameterIn.HEADER, name = BaseVersion.HEADER,
		description = "The key of the backup that was last restored or made, percent-encoded where it is not ASCII: if "
				+ "another device has a newer one of the same application, the answer says so",
		schema = @Schema(type = "string"))
@Parameter(in = ParameterIn.QUERY, name = BaseVersion.PARAMETER,
		description = "With `Coffer-Based-On`: `reject` to store nothing if another device has a newer backup",
		schema = @Schema(implementation = BaseVersion.OnNewer.class))
@RequestBody(required = true, description = "The archive",
		content = { @Content(mediaType = "multipart/form-data", schema = @Schema(implementation = ArchiveForm.class)),
				@Content(mediaType = "application/octet-stream",
						schema = @Schema(type = "string", format = "binary",
								description = "The archive itself. Any content type does that is no form's.")) })
@ApiResponse(responseCode = "201", description = "Stored", useReturnTypeSchema = true, headers = {
		@Header(name = "Location", description = "The backup's URL", schema = @Schema(type = "string")),
		@Header(name = "ETag", description = "Changes with the backup", schema = @Schema(type = "string")),
		@Header(name = BaseVersion.ANSWER_HEADER,
				description = "The newest backup of another device, percent-encoded, if it is newer than `Coffer-Based-On`",
				schema = @Schema(type = "string")) })
@ApiResponse(responseCode = "200", description = "Stored before, by an earlier try or with the same digest",
		useReturnTypeSchema = true,
		headers = { @Header(name = "Location", description = "The backup's URL", schema = @Schema(type = "string")),
				@Header(name = "ETag", description = "Changes with the backup", schema = @Schema(type = "string")),
				@Header(name = BaseVersion.ANSWER_HEADER,
						description = "The newest backup of another device, percent-encoded, if it is newer than `Coffer-Based-On`",
						schema = @Schema(type = "string")) })
@interface UploadOperation {

}
