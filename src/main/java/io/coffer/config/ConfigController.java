package io.coffer.config;

import io.coffer.checks.CheckReport;
import io.coffer.state.StateChoice;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Shows, proves, keeps and forgets the S3 settings. */
@RestController
class ConfigController implements ConfigApi {

	private final ConfigService config;

	private final CheckLines lines;

	ConfigController(ConfigService config, CheckLines lines) {
		this.config = config;
		this.lines = lines;
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
	public SettingsPreview preview(SettingsForm form) {
		return this.config.preview(form);
	}

	@Override
	public @Nullable CheckReport check(@Nullable SettingsForm form, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		if (CheckLines.areWanted(request)) {
			this.lines.write((told) -> this.config.check(form, told), response);
			return null;
		}
		return this.config.check(form, (step) -> {
		});
	}

}
