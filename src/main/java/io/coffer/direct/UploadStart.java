package io.coffer.direct;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of the archive that it is about to send. Upload widgets say more,
 * which nobody reads.
 *
 * @param filename what the archive is called; its extension tells what kind of archive it
 * is
 * @param type the media type, which tells it where the extension does not
 * @param metadata what else is known: {@code application}, {@code device},
 * {@code filename}, {@code sha256}, {@code size}, {@code basedOn} and {@code onNewer},
 * each as with {@code POST /backups}; others are passed over
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record UploadStart(@Schema(example = "my notes.zip") @Nullable String filename,
		@Schema(example = "application/zip") @Nullable String type,
		@Schema(example = "{\"application\": \"notes\", \"size\": 4194304}") @Nullable Map<String, @Nullable Object> metadata) {
}
