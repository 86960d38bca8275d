package io.coffer.security;

import io.coffer.callers.DeviceName;
import io.coffer.callers.Role;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.state.StateKey;
import io.coffer.state.StateStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The tokens that are made over HTTP. The bucket names the one of each role and name that
 * is in force, so that every replica makes, knows and revokes them. One whose name the
 * configuration has a token for is not in force.
 */
@Component
public class IssuedTokens {

	private static final int ID_BYTES = 16;

	private static final SecureRandom RANDOM = new SecureRandom();

	private final StateStore state;

	private final TokenFormat format;

	private final ConfiguredTokens configured;

	private final OpenWork open;

	private final Clock clock;

	/** What was revoked here and may not be in the bucket: until when it was made. */
	private final Map<StateKey<IssuedToken>, Instant> unwritten = new ConcurrentHashMap<>();

	IssuedTokens(StateStore state, TokenFormat format, ConfiguredTokens configured, OpenWork open, Clock clock) {
		this.state = state;
		this.format = format;
		this.configured = configured;
		this.open = open;
		this.clock = clock;
	}

	/**
	 * Makes a token; an earlier one of that role and name ends at once, in other replicas
	 * within {@code coffer.state.max-age}, and what is under way with it soon after.
	 * @param expiresIn after which time it ends by itself, or null for never
	 * @throws ProblemException as {@link StateStore#update} does
	 */
	public NewToken issue(Vault vault, Role role, DeviceName name, @Nullable Duration expiresIn) {
		StateKey<IssuedToken> key = IssuedToken.keyOf(vault, role, name);
		IssuedToken token = this.state
			.update(key, (earlier) -> Optional.of(create(vault, role, name, expiresIn, earlier)))
			.orElseThrow();
		this.unwritten.remove(key);
		end(key, token.createdAt().minusSeconds(1));
		return new NewToken(token, this.format.write(token));
	}

	/** Made later than the one before, whatever the clocks of replicas say. */
	private IssuedToken create(Vault vault, Role role, DeviceName name, @Nullable Duration expiresIn,
			Optional<IssuedToken> earlier) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.SECONDS);
		Instant created = earlier.map((token) -> token.createdAt().plusSeconds(1))
			.filter((next) -> next.isAfter(now))
			.orElse(now);
		byte[] id = new byte[ID_BYTES];
		RANDOM.nextBytes(id);
		return new IssuedToken(name.value(), role, vault.name(),
				Base64.getUrlEncoder().withoutPadding().encodeToString(id), created,
				(expiresIn != null) ? created.plus(expiresIn) : null, false);
	}

	/**
	 * Ends the token of that role and name: here at once, also where that cannot be
	 * written, since a full disk or a storage that is away keeps no thief in; in other
	 * replicas within {@code coffer.state.max-age}.
	 * @return whether there was one
	 * @throws ProblemException as {@link StateStore#update} does; other replicas know
	 * nothing of it then, nor does this one after a restart, until it is repeated
	 */
	public boolean revoke(Vault vault, Role role, DeviceName name) {
		StateKey<IssuedToken> key = IssuedToken.keyOf(vault, role, name);
		AtomicBoolean ended = new AtomicBoolean(endHere(key));
		this.state.update(key, (kept) -> {
			kept.filter((token) -> !token.revoked()).ifPresent((token) -> ended.set(true));
			return kept.map(IssuedToken::revoke);
		});
		this.unwritten.remove(key);
		return ended.get();
	}

	/**
	 * Ends every token of a vault as {@link #revoke} does, and keeps nothing of them.
	 * @return whether anything was kept
	 * @throws ProblemException as {@link StateStore#list} and {@link StateStore#remove}
	 * do
	 */
	public boolean removeAll(Vault vault) {
		List<IssuedToken> all = this.state.list(IssuedToken.folder(vault), IssuedToken.class);
		all.forEach((token) -> {
			endHere(token.key());
			this.state.remove(token.key());
			this.unwritten.remove(token.key());
		});
		return !all.isEmpty();
	}

	/** Ends what is known and what is not, before anything can fail. */
	private boolean endHere(StateKey<IssuedToken> key) {
		Instant now = this.clock.instant();
		boolean again = this.unwritten.put(key, now) != null;
		Instant last = known(key).map(IssuedToken::createdAt).filter((made) -> made.isAfter(now)).orElse(now);
		this.unwritten.put(key, last);
		end(key, last);
		return again;
	}

	private Optional<IssuedToken> known(StateKey<IssuedToken> key) {
		try {
			return this.state.read(key);
		}
		catch (ProblemException ex) {
			return Optional.empty();
		}
	}

	/**
	 * The tokens in force of a role, as the bucket has them now.
	 * @throws ProblemException as {@link StateStore#list} does
	 */
	public List<IssuedToken> inForce(Vault vault, Role role) {
		return inForce(IssuedToken.folder(vault), role);
	}

	/** The same of every vault. */
	List<IssuedToken> inForceEverywhere(Role role) {
		return inForce(IssuedToken.FOLDER, role);
	}

	private List<IssuedToken> inForce(String folder, Role role) {
		return this.state.list(folder, IssuedToken.class)
			.stream()
			.filter((token) -> token.role() == role && isInForce(token))
			.toList();
	}

	/**
	 * The token that we have signed, if it is in force.
	 * @throws ProblemException as {@link StateStore#read} does
	 */
	Optional<IssuedToken> find(Token token) {
		return this.format.read(token.value())
			.filter((claimed) -> claimed.isInForce(this.clock.instant()) && isNotRevoked(claimed));
	}

	/**
	 * The token of a {@linkplain IssuedToken#digest role and name} that is in force, as
	 * far as it is known here.
	 * @throws ProblemException as {@link StateStore#read} does
	 */
	public Optional<IssuedToken> find(Vault vault, String digest) {
		return this.state.read(IssuedToken.keyOf(vault, digest)).filter(this::isInForce);
	}

	/** The same as the bucket has it now, asked at most once a second. */
	public Optional<IssuedToken> lookUp(Vault vault, String digest) {
		return this.state.lookUp(IssuedToken.keyOf(vault, digest)).filter(this::isInForce);
	}

	private boolean isInForce(IssuedToken token) {
		return token.isInForce(this.clock.instant()) && !isEndedHere(token);
	}

	/**
	 * Whether a token is still the one of its role and name. One that may be newer than
	 * what is known here, by another replica, is looked up at once.
	 * @throws ProblemException as {@link StateStore#read} does
	 */
	boolean isNotRevoked(IssuedToken token) {
		if (isEndedHere(token)) {
			return false;
		}
		Optional<IssuedToken> kept = this.state.read(token.key());
		if (kept.filter((known) -> token.isSame(known) || token.createdAt().isBefore(known.createdAt())).isEmpty()) {
			kept = this.state.lookUp(token.key());
		}
		return kept.filter((known) -> token.isSame(known) && !known.revoked()).isPresent();
	}

	private boolean isEndedHere(IssuedToken token) {
		Instant ended = this.unwritten.getOrDefault(token.key(), Instant.MIN);
		return !token.createdAt().isAfter(ended)
				|| this.configured.uses(new Vault(token.vault()), DeviceName.of(token.name()));
	}

	private void end(StateKey<IssuedToken> key, Instant last) {
		this.open.endAll((credential) -> credential instanceof IssuedToken token && token.key().equals(key)
				&& !token.createdAt().isAfter(last));
	}

	/**
	 * A token that was just made.
	 *
	 * @param token what is kept of it
	 * @param secret the token itself, to be shown this once
	 */
	public record NewToken(IssuedToken token, String secret) {

		@Override
		public String toString() {
			return "NewToken[token=" + this.token + "]";
		}

	}

}
