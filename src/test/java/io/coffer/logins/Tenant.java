package io.coffer.logins;

import io.coffer.testing.Coffer;
import java.util.List;
import java.util.UUID;

/**
 * The owner of a vault, whose names all have a mark that nothing else has.
 *
 * @param mark eight letters and digits
 * @param vault the vault's name
 * @param callers who are in the vault: with tokens of devices and operators, or a login
 * @param keys its backups
 * @param upload the id of a straight upload that is open
 * @param uploadKey what that is to be
 * @param etag the tag of the first one
 * @param cursor the end of the first page of its list
 */
record Tenant(String mark, String vault, List<Coffer> callers, List<String> keys, String upload, String uploadKey,
		String etag, String cursor) {

	static String newMark() {
		return UUID.randomUUID().toString().substring(0, 8);
	}

	/** One of them. */
	Coffer caller() {
		return this.callers.get(0);
	}

}
