package io.coffer.logins;

import com.github.benmanes.caffeine.cache.Ticker;
import io.coffer.network.ProxySelection;
import io.coffer.problems.StartRefusedException;
import io.coffer.security.Logins;
import io.coffer.security.Logins.LoginToken;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.stereotype.Component;

/** The logins of the issuers that the configuration names. */
@Component
class ConfiguredLogins implements Logins {

	private final Map<String, LoginDecoder> decoders = new HashMap<>();

	/**
	 * Reads the settings, and begins to fetch the keys. Nobody waits for them: an issuer
	 * that is down does not keep Coffer from starting.
	 * @throws StartRefusedException if a setting cannot work
	 */
	ConfiguredLogins(LoginProperties properties, ProxySelection proxies, Clock clock) {
		List<Issuer> issuers = Issuers.of(properties);
		Executor executor = executor();
		for (Issuer issuer : issuers) {
			KeySetClient client = new KeySetClient(issuer, proxies, IssuerKeys.PATIENCE);
			IssuerKeys keys = new IssuerKeys(issuer.name(), client::fetch, executor, Ticker.systemTicker());
			this.decoders.put(issuer.name(), new LoginDecoder(issuer, keys, clock));
			keys.ask();
		}
	}

	/** One thread for each issuer that is being asked, and none that outlives Coffer. */
	private static Executor executor() {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("issuer-keys-");
		executor.setDaemon(true);
		return executor;
	}

	@Override
	public boolean isIssuer(String name) {
		return this.decoders.containsKey(name);
	}

	@Override
	public Optional<LoginToken> find(String issuer, String token) {
		LoginDecoder decoder = this.decoders.get(issuer);
		return (decoder != null) ? decoder.find(token) : Optional.empty();
	}

}
