package io.coffer.storage;

import java.nio.ByteBuffer;

/**
 * The beginning of a body, shown before anything is sent to the store.
 *
 * @param bytes read-only, never empty unless the body is
 * @param whole true if this is the whole body
 */
public record FirstBlock(ByteBuffer bytes, boolean whole) {
}
