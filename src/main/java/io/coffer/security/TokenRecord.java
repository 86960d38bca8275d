package io.coffer.security;

/**
 * A token of the configuration, or the admin's.
 *
 * @param caller who has it
 * @param hash what is kept of it
 */
record TokenRecord(Caller caller, TokenHash hash) implements Credential {
}
