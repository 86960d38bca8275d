package io.coffer.devices;

import io.coffer.audit.Action;
import io.coffer.audit.AuditEvent;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.security.ConfiguredTokens;
import io.coffer.security.DeviceName;
import io.coffer.security.IssuedTokens;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Hands out the tokens with which devices back up, and takes them back. */
@Service
class DeviceTokens {

	private final IssuedTokens issued;

	private final ConfiguredTokens managed;

	private final ApplicationEventPublisher events;

	DeviceTokens(IssuedTokens issued, ConfiguredTokens managed, ApplicationEventPublisher events) {
		this.issued = issued;
		this.managed = managed;
		this.events = events;
	}

	/**
	 * Makes a token for the device; an earlier one ends at once.
	 * @throws ProblemException {@link ProblemType#DEVICE_MANAGED} if the configuration
	 * has a token of that name
	 */
	DeviceToken issue(DeviceName device) {
		return AuditEvent.of(Action.TOKEN_MAKE, device.value()).around(this.events, () -> {
			refuseManaged(device);
			return new DeviceToken(device.value(), this.issued.issue(device).value());
		}, (event, token) -> event);
	}

	/**
	 * Ends the device's token at once.
	 * @throws ProblemException {@link ProblemType#DEVICE_MANAGED} if the configuration
	 * has a token of that name, {@link ProblemType#DEVICE_NOT_FOUND} if the device has
	 * none
	 */
	void revoke(DeviceName device) {
		AuditEvent.of(Action.TOKEN_REVOKE, device.value()).around(this.events, () -> {
			refuseManaged(device);
			if (!this.issued.revoke(device)) {
				throw new ProblemException(ProblemType.DEVICE_NOT_FOUND, "The device '" + device + "' has no token");
			}
		});
	}

	private void refuseManaged(DeviceName device) {
		if (this.managed.uses(device)) {
			throw new ProblemException(ProblemType.DEVICE_MANAGED,
					"The token of '" + device + "' is not made over HTTP")
				.hint("Change it in the configuration and restart, or choose another device name.");
		}
	}

}
