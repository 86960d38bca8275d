package io.coffer.devices;

import io.coffer.callers.Vault;
import java.util.List;
import org.springframework.web.bind.annotation.RestController;

/** The devices over HTTP. */
@RestController
class DeviceController implements DeviceApi {

	private final Devices devices;

	DeviceController(Devices devices) {
		this.devices = devices;
	}

	@Override
	public List<Device> list(Vault vault) {
		return this.devices.list(vault);
	}

}
