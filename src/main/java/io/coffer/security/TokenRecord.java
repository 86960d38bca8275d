package io.coffer.security;

import io.coffer.callers.Caller;

/**
 * A token of the configuration, or the admin's.
 *
 * @param caller who has it
 * @param hash what is kept of it
 */
record TokenRecord(Caller caller, TokenHash hash) implements Credential {
}
