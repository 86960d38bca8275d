package io.coffer.devices;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A new token of a device, shown this once.
 *
 * @param device the device's name
 * @param token the bearer token; only its hash is kept
 */
record DeviceToken(@Schema(example = "laptop-2") String device,
		@Schema(example = "uC3Nn6x0ZkT4mQ1bH8sVwYp2aLrE5dGfJ7iKoXtB9cM") String token) {

	@Override
	public String toString() {
		return "DeviceToken[device=" + this.device + "]";
	}

}
