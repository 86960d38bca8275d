package io.coffer.retention;

/**
 * All groups together.
 *
 * @param kept how many backups stay
 * @param removed how many go, or are gone
 * @param failed how many should be gone and are not; they count as kept too
 * @param freedBytes the bytes of those that go, or are gone
 */
record RetentionTotals(long kept, long removed, long failed, long freedBytes) {
}
