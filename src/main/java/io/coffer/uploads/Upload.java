package io.coffer.uploads;

import java.io.InputStream;

/**
 * An upload as it arrives.
 *
 * @param request what is known before the archive
 * @param archive the archive's bytes; reading its end checks what may follow it
 * @param asksFirst whether the client waits for leave before it sends the body
 */
public record Upload(UploadRequest request, InputStream archive, boolean asksFirst) {
}
