package io.coffer.verification;

/**
 * How far a verification is.
 *
 * @param bytesRead how many bytes have come from the store
 * @param size how many there are
 */
record VerifyProgress(long bytesRead, long size) {
}
