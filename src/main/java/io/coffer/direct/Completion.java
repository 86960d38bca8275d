package io.coffer.direct;

import io.coffer.uploads.StoredUpload;

/**
 * How a straight upload ended.
 *
 * @param stored the backup that it has become
 * @param bucket in which bucket
 */
public record Completion(StoredUpload stored, String bucket) {
}
