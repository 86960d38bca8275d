package io.coffer.storage;

/**
 * A part that the store has.
 *
 * @param number its place in the object, from 1
 * @param etag the store's entity tag, strong and in quotes
 * @param size in bytes
 */
public record UploadedPart(int number, String etag, long size) {
}
