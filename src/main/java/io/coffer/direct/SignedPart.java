package io.coffer.direct;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;

/**
 * Where to send a part.
 *
 * @param url takes the part's bytes by PUT, and nothing else; whoever has it can do so
 * @param expires for how many seconds
 */
record SignedPart(@Schema(example = "https://s3.example.org/backups/...?X-Amz-Signature=...") URI url,
		@Schema(example = "900") long expires) {
}
