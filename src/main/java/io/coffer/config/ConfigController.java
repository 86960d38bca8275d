package io.coffer.config;

import io.coffer.checks.CheckReport;
import io.coffer.state.StateChoice;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Shows, proves, keeps and forgets the S3 settings. */
@RestController
class ConfigController implements ConfigApi {

	private final ConfigService config;

	ConfigController(ConfigService config) {
		this.config = config;
	}

	@Override
	public ConfigView get() {
		return this.config.view();
	}

	@Override
	public ConfigView put(SettingsForm form, boolean check, @Nullable StateChoice state) {
		return this.config.replace(form, check, state);
	}

	@Override
	public void delete(@Nullable StateChoice state) {
		this.config.delete(state);
	}

	@Override
	public CheckReport check(@Nullable SettingsForm form) {
		return this.config.check(form);
	}

}
