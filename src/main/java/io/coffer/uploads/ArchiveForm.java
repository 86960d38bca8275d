package io.coffer.uploads;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The form of an upload as the API page shows it, in the order that {@link UploadForm}
 * reads: the file comes last. Swagger UI sends what it shows as a first value, so each
 * optional field shows the empty one.
 */
@Schema(description = "Fields that are empty count as absent, and so do fields that are not named here. The file comes last.")
@JsonPropertyOrder({ "application", "device", "filename", "sha256", "size", "skipIfUnchanged", "onNewer", "file" })
record ArchiveForm(
		@Schema(description = "What is backed up; PUT takes the key instead",
				examples = "") @Nullable String application,
		@Schema(description = "Who makes the backup; PUT takes the key instead", examples = "") @Nullable String device,
		@Schema(description = "What a download is called; by default the file's own name",
				examples = "") @Nullable String filename,
		@Schema(description = "The archive's SHA-256 in hex, checked on arrival and kept with the backup",
				examples = "") @Nullable String sha256,
		@Schema(description = "The most bytes that the archive has", pattern = "^[0-9]{0,18}$",
				examples = "") @Nullable String size,
		@Schema(description = "With `sha256`: store nothing if the device's newest backup has it already; POST only",
				allowableValues = {
						"", "true", "false" },
				examples = "") @Nullable String skipIfUnchanged,
		@Schema(description = "With the header `Coffer-Based-On`: what to do if another device has a newer backup",
				pattern = "^(|warn|reject)$", examples = "") @Nullable String onNewer,
		@Schema(type = "string", format = "binary", description = "The archive; any part with a file name will do",
				requiredMode = Schema.RequiredMode.REQUIRED) Object file){

}
