package io.coffer.config;

import io.coffer.checks.CheckReport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows, proves, keeps and forgets the S3 settings. */
@RestController
@RequestMapping("/config")
class ConfigController {

	private final ConfigService config;

	ConfigController(ConfigService config) {
		this.config = config;
	}

	@GetMapping
	ConfigView get() {
		return this.config.view();
	}

	@PutMapping
	ConfigView put(@RequestBody SettingsForm form, @RequestParam(defaultValue = "true") boolean check) {
		return this.config.replace(form, check);
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete() {
		this.config.delete();
	}

	@PostMapping("/check")
	CheckReport check(@RequestBody(required = false) @Nullable SettingsForm form) {
		return this.config.check(form);
	}

}
