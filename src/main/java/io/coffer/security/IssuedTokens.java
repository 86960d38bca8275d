package io.coffer.security;

import io.coffer.problems.StartRefusedException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The device tokens that were made over HTTP. Every change is on disk before it is in
 * force, and in force before the method returns.
 */
@Component
public class IssuedTokens {

	private static final Logger LOG = LoggerFactory.getLogger(IssuedTokens.class);

	private final TokenFile file;

	private final OpenWork open;

	private volatile Map<DeviceName, IssuedToken> tokens = Map.of();

	/**
	 * Reads the tokens of earlier runs. One whose name the configuration has taken over
	 * is revoked, since nobody could revoke it over HTTP any more.
	 * @throws StartRefusedException if the file of the tokens is damaged
	 */
	IssuedTokens(TokenFile file, ManagedTokens managed, OpenWork open) {
		this.file = file;
		this.open = open;
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
				new IssuedToken(name, token.hash(), Instant.now().truncatedTo(ChronoUnit.SECONDS)));
		keep(changed);
		endWorkOf(earlier);
		return token;
	}

	/**
	 * Ends the device's token at once, and what is under way with it within seconds.
	 * @return whether there was one
	 */
	public synchronized boolean revoke(DeviceName name) {
		Map<DeviceName, IssuedToken> changed = new HashMap<>(this.tokens);
		IssuedToken revoked = changed.remove(name);
		if (revoked == null) {
			return false;
		}
		keep(changed);
		endWorkOf(revoked);
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
