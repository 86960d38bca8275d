package io.coffer.uploads;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The form of an upload as the API page shows it, in the order that {@link UploadForm}
 * reads: the file comes last. Swagger UI sends what it shows as a first value, so each
 * optional field shows the empty one.
 *
 * @param application what is backed up; PUT takes the key instead
 * @param device who makes the backup; PUT takes the key instead
 * @param filename what a download is called; by default the file's own name
 * @param sha256 the archive's SHA-256 in hex, checked on arrival and kept with the backup
 * @param size the most bytes that the archive has
 * @param skipIfUnchanged with {@code sha256}: store nothing if the device's newest backup
 * has it already; POST only
 * @param onNewer with the header {@code Coffer-Based-On}: what to do if another device
 * has a newer backup
 * @param file the archive; any part with a file name will do
 */
@Schema(description = "Fields that are empty count as absent, and so do fields that are not named here. The file comes last.")
@JsonPropertyOrder({ "application", "device", "filename", "sha256", "size", "skipIfUnchanged", "onNewer", "file" })
record ArchiveForm(@Schema(examples = "") @Nullable String application, @Schema(examples = "") @Nullable String device,
		@Schema(examples = "") @Nullable String filename, @Schema(examples = "") @Nullable String sha256,
		@Schema(pattern = "^[0-9]{0,18}$", examples = "") @Nullable String size, @Schema(allowableValues = {
				"", "true", "false" }, examples = "") @Nullable String skipIfUnchanged,
		@Schema(pattern = "^(|warn|reject)$", examples = "") @Nullable String onNewer,
		@Schema(type = "string", format = "binary", requiredMode = Schema.RequiredMode.REQUIRED) Object file){

}
