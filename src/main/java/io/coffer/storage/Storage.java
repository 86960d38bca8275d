package io.coffer.storage;

import io.coffer.client.ClientTimeouts;
import io.coffer.client.S3CallMetrics;
import io.coffer.client.S3Connection;
import io.coffer.client.StoreCapabilities;
import io.coffer.network.AddressPolicy;
import io.coffer.network.ProxySelection;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.S3Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The storage in force. Settings may change at any time: what is under way goes on with
 * the clients that it began with.
 */
@Component
public class Storage implements SmartLifecycle {

	/** Stops after the web server, whose last requests still need their clients. */
	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

	private static final Duration ABORT_PATIENCE = Duration.ofSeconds(10);

	private static final Logger logger = LoggerFactory.getLogger(Storage.class);

	private final Uploader uploader;

	private final NameLocks locks;

	private final ListingLimiter passes;

	private final S3CallMetrics calls;

	private final AddressPolicy addresses;

	private final ProxySelection proxies;

	private volatile @Nullable S3Connection connection;

	private volatile boolean running;

	Storage(Uploader uploader, NameLocks locks, ListingLimiter passes, S3CallMetrics calls, AddressPolicy addresses,
			ProxySelection proxies) {
		this.passes = passes;
		this.addresses = addresses;
		this.proxies = proxies;
		this.uploader = uploader;
		this.locks = locks;
		this.calls = calls;
	}

	/**
	 * Uses these settings from now on. Buckets that are open keep their clients until
	 * they are closed. If the SDK cannot build clients of the settings, what it throws
	 * comes out, and the storage in force stays.
	 * @param capabilities what a check has found out, or null for what the provider
	 * promises
	 */
	public void connect(S3Settings settings, @Nullable StoreCapabilities capabilities) {
		S3Connection next = new S3Connection(settings, this.addresses, this.proxies, ClientTimeouts.OF_USE,
				List.of(this.calls));
		next.learn(capabilities);
		replace(next);
		logger.info("Backups are kept in {}{}", settings,
				next.proxy().map((proxy) -> ", through the proxy " + proxy).orElse(""));
	}

	/** Uses no storage from now on. */
	public void disconnect() {
		replace(null);
	}

	/**
	 * Opens the bucket of the settings in force, with the clients that it has now. Close
	 * it, or these clients are never closed.
	 * @throws ProblemException {@link ProblemType#NOT_CONFIGURED} if there are none
	 */
	public Bucket open() {
		return open("");
	}

	/**
	 * Opens a folder of that bucket.
	 * @param folder below the root path: empty, or ending in a slash
	 * @throws ProblemException {@link ProblemType#NOT_CONFIGURED} if there are none
	 */
	public Bucket open(String folder) {
		for (S3Connection current = this.connection; current != null; current = this.connection) {
			if (current.retain()) {
				return new Bucket(current, folder, this.uploader, this.locks, this.passes);
			}
		}
		throw new ProblemException(ProblemType.NOT_CONFIGURED, "Coffer has no storage to keep backups in.")
			.hint("An administrator sets one with PUT /config.");
	}

	/**
	 * Opens a bucket with other settings than those in force, to try them. Its calls are
	 * not measured: what they meet says nothing of the storage in force. They give up
	 * sooner. Closing the bucket closes its clients.
	 */
	public Bucket open(S3Settings settings) {
		return new Bucket(
				new S3Connection(settings, this.addresses, this.proxies, ClientTimeouts.OF_A_TRIAL, List.of()), "",
				this.uploader, this.locks, this.passes);
	}

	/**
	 * Remembers what a check has found out, if these settings are in force.
	 * @param capabilities null if the check did not come so far
	 */
	public void learn(S3Settings settings, @Nullable StoreCapabilities capabilities) {
		S3Connection current = this.connection;
		if (current != null && current.settings().equals(settings)) {
			current.learn(capabilities);
		}
	}

	/**
	 * Refuses settings whose endpoint or public endpoint Coffer must not call, as far as
	 * their names tell now; each connection looks again.
	 * @throws ProblemException {@link ProblemType#ENDPOINT_FORBIDDEN}
	 */
	public void refuseForbidden(S3Settings settings) {
		Stream.of(settings.endpoint(), settings.publicEndpoint())
			.filter(Objects::nonNull)
			.map(URI::getHost)
			.forEach(this.addresses::refuseForbidden);
	}

	/** Describes the storage in force, or nothing if there is none. */
	public Optional<StorageView> view() {
		return Optional.ofNullable(this.connection)
			.map((current) -> new StorageView(current.settings(), current.url(), current.capabilities()));
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.uploader.abortAll(ABORT_PATIENCE);
		disconnect();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** What stops for good cannot be paused: a start would not know the settings. */
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	private synchronized void replace(@Nullable S3Connection next) {
		S3Connection previous = this.connection;
		this.connection = next;
		if (previous != null) {
			previous.release();
		}
	}

	/**
	 * The storage in force and what its settings come to.
	 *
	 * @param settings as they were worked out
	 * @param resolvedEndpoint the exact URL below which backups are written
	 * @param capabilities what is known of the store itself
	 */
	public record StorageView(S3Settings settings, URI resolvedEndpoint, StoreCapabilities capabilities) {
	}

}
