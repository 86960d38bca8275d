package io.coffer.config;

import io.coffer.audit.Action;
import io.coffer.audit.AuditEvent;
import io.coffer.checks.CheckReport;
import io.coffer.checks.ConnectionCheck;
import io.coffer.config.ConfigView.Warning;
import io.coffer.config.SettingsFile.UnreadableSettingsException;
import io.coffer.embedded.EmbeddedStore;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Provider;
import io.coffer.storage.S3Settings;
import io.coffer.storage.Storage;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Decides which settings are in force: the environment's, else the saved ones, else the
 * embedded store. Settings that exist but cannot be read mean no storage at all: backups
 * never go somewhere else in silence.
 */
@Service
class ConfigService implements InitializingBean {

	private static final Logger logger = LoggerFactory.getLogger(ConfigService.class);

	private final EnvironmentSettings environment;

	private final SettingsFile file;

	private final EmbeddedStore embedded;

	private final Storage storage;

	private final ConnectionCheck check;

	private final Validator validator;

	private final ApplicationEventPublisher events;

	private volatile ConfigSource source = ConfigSource.EMBEDDED;

	ConfigService(EnvironmentSettings environment, SettingsFile file, EmbeddedStore embedded, Storage storage,
			ConnectionCheck check, Validator validator, ApplicationEventPublisher events) {
		this.environment = environment;
		this.file = file;
		this.embedded = embedded;
		this.storage = storage;
		this.check = check;
		this.validator = validator;
		this.events = events;
	}

	@Override
	public void afterPropertiesSet() {
		if (this.environment.settings().isPresent()) {
			connect(this.environment.settings().get(), ConfigSource.ENVIRONMENT);
			return;
		}
		try {
			Optional<S3Settings> saved = this.file.read();
			saved.ifPresentOrElse((settings) -> connect(settings, ConfigSource.FILE), this::fallBack);
		}
		catch (UnreadableSettingsException ex) {
			this.source = ConfigSource.FILE;
			logger.error("{}. Coffer has no storage until PUT /config or DELETE /config.", ex.getMessage());
		}
	}

	/** The settings in force. */
	synchronized ConfigView view() {
		return this.storage.view()
			.map((view) -> ConfigView.of(view, this.source, warnings(view.settings())))
			.orElseThrow(ConfigService::notConfigured);
	}

	/**
	 * Checks settings and, if they work, keeps and uses them. A check takes its time: the
	 * settings in force serve and can be seen and changed meanwhile.
	 */
	ConfigView replace(SettingsForm form, boolean checked) {
		return AuditEvent.of(Action.SETTINGS_CHANGE, null)
			.around(this.events, () -> replaced(form, checked),
					(event, view) -> event.to(view.resolvedEndpoint().toString()));
	}

	private ConfigView replaced(SettingsForm form, boolean checked) {
		refuseIfManaged();
		S3Settings settings = complete(valid(form));
		CheckReport report = checked ? check(settings) : null;
		if (report != null && !report.passed()) {
			throw new ProblemException(ProblemType.CHECK_FAILED, "The settings were not saved: the check failed.")
				.hint("Mend what the failed step names, or save anyway with ?check=false.")
				.with("check", report);
		}
		return keep(settings).with(report);
	}

	/** Checks a candidate, or the settings in force if there is none. Saves nothing. */
	CheckReport check(@Nullable SettingsForm form) {
		if (form != null) {
			return check(complete(valid(form)));
		}
		S3Settings settings;
		Provider provider;
		synchronized (this) {
			settings = current().orElseThrow(ConfigService::notConfigured);
			provider = provider(settings);
		}
		return this.check.run(settings, provider);
	}

	/** Forgets the saved settings, unless the embedded store cannot take their place. */
	void delete() {
		AuditEvent.of(Action.SETTINGS_FORGET, null).around(this.events, this::forget);
	}

	private synchronized void forget() {
		refuseIfManaged();
		if (this.embedded.enabled()) {
			this.embedded.open();
		}
		this.file.delete();
		fallBack();
	}

	private CheckReport check(S3Settings candidate) {
		return this.check.run(candidate, Provider.at(candidate.endpoint()));
	}

	private synchronized ConfigView keep(S3Settings settings) {
		this.file.write(settings);
		connect(settings, ConfigSource.FILE);
		return view();
	}

	private void connect(S3Settings settings, ConfigSource from) {
		this.storage.connect(settings,
				(from == ConfigSource.EMBEDDED) ? Provider.EMBEDDED : Provider.at(settings.endpoint()));
		this.source = from;
	}

	private void fallBack() {
		if (this.embedded.enabled()) {
			connect(this.embedded.open(), ConfigSource.EMBEDDED);
		}
		else {
			this.storage.disconnect();
			this.source = ConfigSource.FILE;
		}
	}

	private Optional<S3Settings> current() {
		return this.storage.view().map((view) -> view.settings());
	}

	private Provider provider(S3Settings settings) {
		return (this.source == ConfigSource.EMBEDDED) ? Provider.EMBEDDED : Provider.at(settings.endpoint());
	}

	/** Not left to Spring, whose exception shows the values that are not valid. */
	private SettingsForm valid(SettingsForm form) {
		Set<ConstraintViolation<SettingsForm>> violations = this.validator.validate(form);
		if (!violations.isEmpty()) {
			throw new ConstraintViolationException(violations);
		}
		return form;
	}

	private synchronized S3Settings complete(SettingsForm form) {
		String secret = form.secretAccessKey();
		if (secret != null) {
			return form.settings(secret);
		}
		return current().filter((settings) -> this.source != ConfigSource.EMBEDDED && form.keepsSecretOf(settings))
			.map((settings) -> form.settings(settings.secretAccessKey()))
			.orElseThrow(() -> new ProblemException(ProblemType.SECRET_REQUIRED,
					"Without secretAccessKey, the stored one would go to another endpoint, bucket or key.")
				.hint("Send secretAccessKey again."));
	}

	private void refuseIfManaged() {
		if (this.source == ConfigSource.ENVIRONMENT) {
			throw new ProblemException(ProblemType.CONFIG_MANAGED,
					"The settings come from COFFER_S3_* and cannot be changed here.")
				.hint("Change the environment and start Coffer again.");
		}
	}

	private List<Warning> warnings(S3Settings settings) {
		if (this.source == ConfigSource.EMBEDDED && this.embedded.localOnly()) {
			return List.of(new Warning("embedded-local-only",
					"Backups are kept on this machine only, and restore URLs work on it only."));
		}
		if (settings.endpoint().getScheme().equalsIgnoreCase("http")) {
			return List.of(new Warning("plain-http", "Archives travel unencrypted between Coffer and the store."));
		}
		return List.of();
	}

	private static ProblemException notConfigured() {
		return new ProblemException(ProblemType.NOT_CONFIGURED, "Coffer has no storage to keep backups in.")
			.hint("An administrator sets one with PUT /config.");
	}

}
