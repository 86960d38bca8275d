package io.coffer.storage;

/**
 * What trying a store has shown that its manual does not tell.
 *
 * @param noOverwrite how surely two writers of one name are kept apart
 * @param openToAll whether anyone can list or read the bucket
 */
public record Findings(NoOverwrite noOverwrite, boolean openToAll) {
}
