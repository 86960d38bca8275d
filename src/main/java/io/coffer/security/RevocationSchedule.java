package io.coffer.security;

import io.coffer.callers.KnownVaults;
import io.coffer.problems.ProblemException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Ends what is under way with a token that another replica has revoked, and in a vault
 * that was disabled, here or there. The bucket is asked no more often than
 * {@code coffer.state.max-age} lets it be.
 */
@Configuration(proxyBeanMethods = false)
class RevocationSchedule implements SchedulingConfigurer {

	private static final Duration EVERY = Duration.ofSeconds(1);

	private static final Logger logger = LoggerFactory.getLogger(RevocationSchedule.class);

	private final Tokens tokens;

	private final KnownVaults vaults;

	private final OpenWork open;

	RevocationSchedule(Tokens tokens, KnownVaults vaults, OpenWork open) {
		this.tokens = tokens;
		this.vaults = vaults;
		this.open = open;
	}

	@Override
	public void configureTasks(ScheduledTaskRegistrar tasks) {
		tasks.addFixedDelayTask(new FixedDelayTask(this::endRevoked, EVERY, EVERY));
	}

	/** A bucket that cannot be asked ends nothing: what was known goes on. */
	private void endRevoked() {
		try {
			this.open.endAll((token) -> !this.tokens.isNotRevoked(token));
			this.open.endAll((token) -> this.vaults.keepsOut(token.caller()), KnownVaults::disabled);
		}
		catch (ProblemException ex) {
			logger.debug("Whether tokens were revoked or vaults disabled cannot be asked now: {}", ex.getMessage());
		}
	}

}
