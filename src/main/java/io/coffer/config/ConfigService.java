package io.coffer.config;

import io.coffer.audit.Action;
import io.coffer.audit.AuditEvent;
import io.coffer.checks.CheckReport;
import io.coffer.checks.CheckStep;
import io.coffer.checks.ConnectionCheck;
import io.coffer.config.ConfigView.Warning;
import io.coffer.config.SettingsFile.KeptSettings;
import io.coffer.config.SettingsFile.UnreadableSettingsException;
import io.coffer.embedded.EmbeddedStore;
import io.coffer.problems.InvalidField;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.problems.StartRefusedException;
import io.coffer.providers.S3Settings;
import io.coffer.state.StateChoice;
import io.coffer.state.StateStore;
import io.coffer.state.StateTransfer;
import io.coffer.storage.Bucket;
import io.coffer.storage.Storage;
import io.coffer.storage.Storage.StorageView;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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

	private final StateStore state;

	private final StateTransfer transfer;

	private final ConnectionCheck check;

	private final Validator validator;

	private final ApplicationEventPublisher events;

	private volatile ConfigSource source = ConfigSource.EMBEDDED;

	ConfigService(EnvironmentSettings environment, SettingsFile file, EmbeddedStore embedded, Storage storage,
			StateStore state, StateTransfer transfer, ConnectionCheck check, Validator validator,
			ApplicationEventPublisher events) {
		this.environment = environment;
		this.file = file;
		this.embedded = embedded;
		this.storage = storage;
		this.state = state;
		this.transfer = transfer;
		this.check = check;
		this.validator = validator;
		this.events = events;
	}

	@Override
	public void afterPropertiesSet() {
		start();
		if (this.storage.view().isPresent()) {
			this.state.refuseOtherKey();
		}
	}

	private void start() {
		if (this.environment.settings().isPresent()) {
			connect(new KeptSettings(this.environment.settings().get(), null), ConfigSource.ENVIRONMENT);
			return;
		}
		try {
			this.file.read().ifPresentOrElse((kept) -> connect(kept, ConfigSource.FILE), this::fallBack);
		}
		catch (UnreadableSettingsException ex) {
			this.source = ConfigSource.FILE;
			logger.error("{}. Coffer has no storage until PUT /config or DELETE /config.", ex.getMessage());
		}
	}

	/** The settings in force. */
	synchronized ConfigView view() {
		return this.storage.view()
			.map((view) -> ConfigView.of(view, this.source, warnings(view)))
			.orElseThrow(ConfigService::notConfigured);
	}

	/**
	 * Checks settings and, if they work, keeps and uses them, with the state. A check
	 * takes its time: the settings in force serve and can be seen and changed meanwhile.
	 * @param choice which state holds, or null if only one can
	 */
	ConfigView replace(SettingsForm form, boolean checked, @Nullable StateChoice choice) {
		return AuditEvent.of(Action.SETTINGS_CHANGE, null)
			.around(this.events, () -> replaced(form, checked, choice),
					(event, view) -> event.to(view.resolvedEndpoint().toString()));
	}

	private ConfigView replaced(SettingsForm form, boolean checked, @Nullable StateChoice choice) {
		refuseIfManaged();
		S3Settings settings = candidate(form);
		if (!checked) {
			return keep(new KeptSettings(settings, null), choice);
		}
		CheckReport report = this.check.run(settings);
		if (!report.passed()) {
			throw new ProblemException(ProblemType.CHECK_FAILED, "The settings were not saved: the check failed.")
				.hint("Mend what the failed step names, or save anyway with ?check=false.")
				.with("check", report);
		}
		return keep(new KeptSettings(settings, report.capabilities()), choice).with(report);
	}

	/**
	 * What settings come to. Asks nobody, so that it can be shown while they are typed.
	 */
	SettingsPreview preview(SettingsForm typed) {
		SettingsForm form = typed.withAnyKey();
		refuseInvalid(form);
		S3Settings settings = form.settings().withSecret("any");
		try (Bucket bucket = this.storage.open(settings)) {
			return SettingsPreview.of(settings, bucket.url());
		}
	}

	/**
	 * Checks a candidate, or the settings in force if there is none. Saves nothing, but
	 * remembers what it learnt of the store in force.
	 * @param told learns of each step as it is taken, on this thread
	 */
	CheckReport check(@Nullable SettingsForm form, Consumer<CheckStep> told) {
		S3Settings settings = (form != null) ? candidate(form) : current().orElseThrow(ConfigService::notConfigured);
		CheckReport report = this.check.run(settings, told);
		this.storage.learn(settings, report.capabilities());
		return report;
	}

	/**
	 * Forgets the saved settings, unless the embedded store cannot take their place.
	 * @param choice which state holds, or null if only one can
	 */
	void delete(@Nullable StateChoice choice) {
		AuditEvent.of(Action.SETTINGS_FORGET, null).around(this.events, () -> forget(choice));
	}

	/** The embedded store takes its time to start, while settings can be seen. */
	private void forget(@Nullable StateChoice choice) {
		refuseIfManaged();
		if (this.embedded.enabled()) {
			this.transfer.move(openEmbedded(), choice, this::forgotten);
		}
		else {
			forgotten();
		}
	}

	private synchronized boolean forgotten() {
		this.file.delete();
		fallBack();
		return true;
	}

	private S3Settings openEmbedded() {
		try {
			return this.embedded.open();
		}
		catch (StartRefusedException ex) {
			throw new ProblemException(ProblemType.EMBEDDED_UNAVAILABLE,
					"The embedded store, which would take over, cannot start. The settings stay.", ex)
				.hint("Free its port or set COFFER_EMBEDDED_PORT to another one; Coffer's log says more.");
		}
	}

	private ConfigView keep(KeptSettings kept, @Nullable StateChoice choice) {
		return this.transfer.move(kept.settings(), choice, () -> kept(kept));
	}

	private synchronized ConfigView kept(KeptSettings kept) {
		this.file.write(kept);
		connect(kept, ConfigSource.FILE);
		return view();
	}

	private void connect(KeptSettings kept, ConfigSource from) {
		this.storage.connect(kept.settings(), kept.capabilities());
		this.source = from;
	}

	private void fallBack() {
		if (this.embedded.enabled()) {
			connect(new KeptSettings(this.embedded.open(), null), ConfigSource.EMBEDDED);
		}
		else {
			this.storage.disconnect();
			this.source = ConfigSource.FILE;
		}
	}

	private Optional<S3Settings> current() {
		return this.storage.view().map(StorageView::settings);
	}

	/**
	 * The settings of a form, which Coffer may call.
	 * @throws ProblemException {@link ProblemType#INVALID_SETTINGS},
	 * {@link ProblemType#SETTINGS_CONFLICT}, {@link ProblemType#ENDPOINT_FORBIDDEN} or
	 * {@link ProblemType#SECRET_REQUIRED}
	 */
	private S3Settings candidate(SettingsForm form) {
		refuseInvalid(form);
		S3Settings settings = complete(form.settings(), form.secretAccessKey());
		this.storage.refuseForbidden(settings);
		return settings;
	}

	/** Not left to Spring, whose exception shows the values that are not valid. */
	private void refuseInvalid(SettingsForm form) {
		List<InvalidField> fields = form.invalidFields(this.validator).toList();
		if (!fields.isEmpty()) {
			throw ProblemException.ofFields(ProblemType.INVALID_SETTINGS, fields.stream());
		}
	}

	private synchronized S3Settings complete(S3Settings typed, @Nullable String secret) {
		if (secret != null) {
			return typed.withSecret(secret);
		}
		return current().filter((settings) -> this.source != ConfigSource.EMBEDDED && typed.mayKeepSecretOf(settings))
			.map((settings) -> typed.withSecret(settings.secretAccessKey()))
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

	private List<Warning> warnings(StorageView view) {
		S3Settings settings = view.settings();
		if (this.source == ConfigSource.EMBEDDED && this.embedded.localOnly()) {
			return List.of(new Warning("embedded-local-only",
					"Backups are kept on this machine only, and restore URLs work on it only."));
		}
		List<Warning> warnings = new ArrayList<>();
		if (view.capabilities().openToAll()) {
			warnings.add(new Warning("bucket-public",
					"Anyone can list or read the bucket, and so every backup in it. Make it private."));
		}
		if (Boolean.TRUE.equals(view.capabilities().keepsVersions())) {
			warnings.add(new Warning("bucket-versioned",
					"The bucket keeps versions: what is deleted stays as an old one and takes space until a lifecycle rule "
							+ "removes it."));
		}
		if (settings.endpoint().getScheme().equalsIgnoreCase("http")) {
			warnings.add(new Warning("plain-http", "Archives travel unencrypted between Coffer and the store."));
		}
		settings.provider().notes().forEach((note) -> warnings.add(new Warning("provider-note", note)));
		return warnings;
	}

	private static ProblemException notConfigured() {
		return new ProblemException(ProblemType.NOT_CONFIGURED, "Coffer has no storage to keep backups in.")
			.hint("An administrator sets one with PUT /config.");
	}

}
