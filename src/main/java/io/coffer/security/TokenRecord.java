package io.coffer.security;

/**
 * A token that opens routes.
 *
 * @param caller who has it
 * @param hash what is kept of it
 */
record TokenRecord(Caller caller, TokenHash hash) {
}
