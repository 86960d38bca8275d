package io.coffer.network;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where endpoints may lead.
 *
 * @param privateNetworks whether Coffer calls loopback and private addresses, where MinIO
 * and others live; link-local and metadata addresses are never called
 */
@ConfigurationProperties("coffer.endpoints")
public record EndpointProperties(@DefaultValue("allow") Access privateNetworks) {

	/** Whether something is called. */
	public enum Access {

		ALLOW, DENY

	}

}
