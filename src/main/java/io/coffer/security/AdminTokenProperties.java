package io.coffer.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The administrator's token, as the configuration gives it.
 *
 * @param adminToken at least 22 characters. Without it one is made at the first start and
 * kept in the data directory
 */
@ConfigurationProperties("coffer")
record AdminTokenProperties(@DefaultValue("") String adminToken) {

	@Override
	public String toString() {
		return "AdminTokenProperties[]";
	}

}
