package io.coffer.devices;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.security.DeviceName;
import io.coffer.security.IssuedTokens;
import io.coffer.security.ManagedTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Hands out the tokens with which devices back up, and takes them back. */
@Service
class DeviceTokens {

	private static final Logger LOG = LoggerFactory.getLogger(DeviceTokens.class);

	private final IssuedTokens issued;

	private final ManagedTokens managed;

	DeviceTokens(IssuedTokens issued, ManagedTokens managed) {
		this.issued = issued;
		this.managed = managed;
	}

	/**
	 * Makes a token for the device; an earlier one ends at once.
	 * @throws ProblemException {@link ProblemType#DEVICE_MANAGED} if the configuration
	 * has a token of that name
	 */
	DeviceToken issue(DeviceName device) {
		refuseManaged(device);
		DeviceToken token = new DeviceToken(device.value(), this.issued.issue(device).value());
		LOG.info("Made a token for the device {}", device);
		return token;
	}

	/**
	 * Ends the device's token at once.
	 * @throws ProblemException {@link ProblemType#DEVICE_MANAGED} if the configuration
	 * has a token of that name, {@link ProblemType#DEVICE_NOT_FOUND} if the device has
	 * none
	 */
	void revoke(DeviceName device) {
		refuseManaged(device);
		if (!this.issued.revoke(device)) {
			throw new ProblemException(ProblemType.DEVICE_NOT_FOUND, "The device '" + device + "' has no token");
		}
		LOG.info("Revoked the token of the device {}", device);
	}

	private void refuseManaged(DeviceName device) {
		if (this.managed.uses(device)) {
			throw new ProblemException(ProblemType.DEVICE_MANAGED,
					"The token of '" + device + "' is not made over HTTP")
				.hint("Change it in the configuration and restart, or choose another device name.");
		}
	}

}
