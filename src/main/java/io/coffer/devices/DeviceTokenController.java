package io.coffer.devices;

import io.coffer.security.DeviceName;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** The tokens of devices over HTTP: for the admin alone. */
@RestController
class DeviceTokenController implements DeviceTokenApi {

	private final DeviceTokens tokens;

	DeviceTokenController(DeviceTokens tokens) {
		this.tokens = tokens;
	}

	@Override
	public ResponseEntity<DeviceToken> issue(String name) {
		DeviceToken token = this.tokens.issue(DeviceName.of(name));
		return ResponseEntity.status(HttpStatus.CREATED).cacheControl(CacheControl.noStore()).body(token);
	}

	@Override
	public void revoke(String name) {
		this.tokens.revoke(DeviceName.of(name));
	}

}
