package io.coffer.security;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.problems.StartRefusedException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The device tokens that were made over HTTP. Every change but a revocation is on disk
 * before it is in force, and in force before the method returns.
 */
@Component
public class IssuedTokens {

	private static final Logger LOG = LoggerFactory.getLogger(IssuedTokens.class);

	private final TokenFile file;

	private final OpenWork open;

	private final Clock clock;

	private volatile Map<DeviceName, IssuedToken> tokens = Map.of();

	/** Revoked, but still in the file. */
	private final Set<DeviceName> unwritten = new HashSet<>();

	/**
	 * Reads the tokens of earlier runs. One whose name the configuration has taken over
	 * is revoked, since it could not be revoked over HTTP any more.
	 * @throws StartRefusedException if the file of the tokens is damaged
	 */
	IssuedTokens(TokenFile file, ConfiguredTokens managed, OpenWork open, Clock clock) {
		this.file = file;
		this.open = open;
		this.clock = clock;
		Map<DeviceName, IssuedToken> read = new HashMap<>(file.read());
		List<DeviceName> takenOver = read.keySet().stream().filter(managed::uses).toList();
		takenOver.forEach((name) -> {
			LOG.warn("The configuration has a token for {}: the one made over HTTP is revoked", name);
			read.remove(name);
		});
		if (takenOver.isEmpty()) {
			this.tokens = read;
		}
		else {
			keep(read);
		}
	}

	/**
	 * Makes a token for the device; an earlier one of that name ends at once, and what is
	 * under way with it within seconds.
	 */
	public synchronized Token issue(DeviceName name) {
		Token token = Token.random();
		Map<DeviceName, IssuedToken> changed = new HashMap<>(this.tokens);
		IssuedToken earlier = changed.put(name,
				new IssuedToken(name, token.hash(), this.clock.instant().truncatedTo(ChronoUnit.SECONDS)));
		keep(changed);
		endWorkOf(earlier);
		return token;
	}

	/**
	 * Ends the device's token at once, and what is under way with it within seconds; also
	 * where that cannot be written: a full disk keeps no thief in. It is then written
	 * when the call is repeated.
	 * @return whether there was one
	 * @throws ProblemException {@link ProblemType#DATA_DIRECTORY_FAILED}; without a
	 * repetition the token lives again after a restart
	 */
	public synchronized boolean revoke(DeviceName name) {
		Map<DeviceName, IssuedToken> changed = new HashMap<>(this.tokens);
		@Nullable IssuedToken revoked = changed.remove(name);
		if (revoked == null && !this.unwritten.contains(name)) {
			return false;
		}
		this.tokens = changed;
		this.unwritten.add(name);
		endWorkOf(revoked);
		keep(changed);
		return true;
	}

	/** The devices that have such a token, and since when. */
	public Map<DeviceName, Instant> devices() {
		return this.tokens.values()
			.stream()
			.collect(Collectors.toUnmodifiableMap(IssuedToken::name, IssuedToken::createdAt));
	}

	private void keep(Map<DeviceName, IssuedToken> changed) {
		this.file.write(changed.values());
		this.tokens = changed;
		this.unwritten.clear();
	}

	private void endWorkOf(@Nullable IssuedToken token) {
		if (token != null) {
			this.open.end(token.hash());
		}
	}

	Collection<IssuedToken> all() {
		return this.tokens.values();
	}

}
