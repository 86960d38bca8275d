package io.coffer.providers;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the bucket is named in a request's URL. */
public enum Addressing {

	/** As the provider prefers it. */
	@JsonProperty("auto")
	AUTO,

	/** {@code https://endpoint/bucket/key}. */
	@JsonProperty("path")
	PATH,

	/** {@code https://bucket.endpoint/key}. */
	@JsonProperty("virtual")
	VIRTUAL

}
