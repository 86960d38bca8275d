package io.coffer.devices;

import io.coffer.callers.Vault;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** The devices over HTTP. */
@RestController
class DeviceController implements DeviceApi {

	private final Devices devices;

	DeviceController(Devices devices) {
		this.devices = devices;
	}

	@Override
	public List<Device> list(Vault vault, @Nullable Integer days, ZoneId zone) {
		return this.devices.list(vault, (days != null) ? days : 0, zone);
	}

}
