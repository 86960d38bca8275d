package io.coffer.retention;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the policy in force comes from. */
public enum PolicySource {

	/** None is set: everything stays. */
	@JsonProperty("none")
	NONE,

	/** It was saved with {@code PUT /retention}. */
	@JsonProperty("saved")
	SAVED,

	/** {@code coffer.retention.policy}; it cannot be changed while Coffer runs. */
	@JsonProperty("configuration")
	CONFIGURATION

}
