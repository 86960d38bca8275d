package io.coffer.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The code that the log of the start shows. Whoever reads that log is the administrator:
 * the file with the admin token lies beside it. It is used once, within minutes, and in
 * the replica that made it.
 */
@Component
@EnableConfigurationProperties(ConsoleProperties.class)
class SignInCode {

	private static final int BYTES = 24;

	private final SecureRandom random = new SecureRandom();

	private final Duration lifetime;

	private final Clock clock;

	private byte @Nullable [] code;

	private Instant end = Instant.MIN;

	SignInCode(ConsoleProperties properties, Clock clock) {
		this.lifetime = properties.codeLifetime();
		this.clock = clock;
	}

	/** A new code in place of an earlier one, or nothing if there shall be none. */
	synchronized Optional<String> make() {
		if (this.lifetime.isZero()) {
			return Optional.empty();
		}
		byte[] bits = new byte[BYTES];
		this.random.nextBytes(bits);
		String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
		this.code = text.getBytes(StandardCharsets.UTF_8);
		this.end = this.clock.instant().plus(this.lifetime);
		return Optional.of(text);
	}

	/** Whether it is the code, which nobody can use again then. */
	synchronized boolean use(String typed) {
		byte[] expected = this.code;
		if (expected == null || !this.clock.instant().isBefore(this.end)
				|| !MessageDigest.isEqual(expected, typed.getBytes(StandardCharsets.UTF_8))) {
			return false;
		}
		this.code = null;
		return true;
	}

	/** How long a code can be used. */
	Duration lifetime() {
		return this.lifetime;
	}

}
