package io.coffer.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the settings in force come from. */
public enum ConfigSource {

	/** Nothing is configured: the store inside Coffer. */
	@JsonProperty("embedded")
	EMBEDDED,

	/** They were saved with {@code PUT /config}. */
	@JsonProperty("file")
	FILE,

	/** {@code COFFER_S3_*}; they cannot be changed while Coffer runs. */
	@JsonProperty("environment")
	ENVIRONMENT

}
