package io.coffer.backups;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who says that an archive has the digest that is shown. */
public enum Sha256Source {

	/** Coffer, which has computed it from all of the archive's bytes. */
	@JsonProperty("verified")
	VERIFIED,

	/**
	 * The client that sent the archive straight to the store. Nobody has compared them.
	 */
	@JsonProperty("claimed")
	CLAIMED

}
