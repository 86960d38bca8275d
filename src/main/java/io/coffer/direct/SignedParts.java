package io.coffer.direct;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.Map;

/**
 * Where to send several parts.
 *
 * @param presignedUrls the URLs by the numbers of the parts, each for its part alone
 */
record SignedParts(@Schema(
		example = "{\"1\": \"https://s3.example.org/backups/...?X-Amz-Signature=...\"}") Map<Integer, URI> presignedUrls) {
}
