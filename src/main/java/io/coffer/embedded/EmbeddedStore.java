package io.coffer.embedded;

import io.coffer.data.DataDirectory;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.problems.StartRefusedException;
import io.coffer.providers.Addressing;
import io.coffer.providers.Provider;
import io.coffer.providers.S3Settings;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The S3 server that runs inside Coffer when no other storage is configured. It does
 * nothing until {@link #open()} asks for it, keeps its objects in the data directory and
 * stops after everything that uses it.
 */
@Component
public class EmbeddedStore implements SmartLifecycle, DisposableBean {

	/** Below the web server's phases and below that of the S3 clients. */
	static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 5120;

	static final String DIRECTORY = "s3";

	static final String BUCKET = "coffer";

	/**
	 * A folder, since S3Proxy's own file names leave no room for long keys beside them.
	 */
	static final String ROOT_PATH = "backups/";

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedStore.class);

	private final EmbeddedStoreProperties properties;

	private final DataDirectory data;

	private final List<String> origins;

	private @Nullable EmbeddedS3Server server;

	private @Nullable S3Settings settings;

	EmbeddedStore(EmbeddedStoreProperties properties, DataDirectory data, PageOrigins origins) {
		this.properties = properties;
		this.data = data;
		this.origins = origins.all();
	}

	/** Whether the store may be used when nothing else is configured. */
	public boolean enabled() {
		return this.properties.enabled();
	}

	/**
	 * Whether presigned URLs of the store work on this machine only: they lead to a
	 * loopback address, since no public endpoint is configured.
	 */
	public boolean localOnly() {
		return this.properties.publicEndpoint() == null && reachableAddress().isLoopbackAddress();
	}

	/**
	 * Starts the store unless it runs already.
	 * @return how to reach it, with the same key at every start
	 * @throws IllegalStateException if the store is not enabled
	 * @throws StartRefusedException if its key, its directory or its port cannot be used
	 * @throws ProblemException {@link ProblemType#DATA_DIRECTORY_FAILED} if its key
	 * cannot be kept
	 */
	public synchronized S3Settings open() {
		if (!enabled()) {
			throw new IllegalStateException("The embedded store is switched off by coffer.embedded.enabled");
		}
		if (this.settings == null || this.server == null) {
			EmbeddedCredentials credentials = EmbeddedCredentials.of(this.data);
			EmbeddedS3Server running = (this.server != null) ? this.server : start(credentials);
			this.server = running;
			this.settings = settings(credentials, running.port());
			logger.info("The embedded store serves {} at {}", this.data.resolve(DIRECTORY), this.settings.endpoint());
		}
		return this.settings;
	}

	private EmbeddedS3Server start(EmbeddedCredentials credentials) {
		Path directory = this.data.resolve(DIRECTORY);
		StoreDirectory.prepare(directory, BUCKET);
		return EmbeddedS3Server.start(directory, this.properties.address(), this.properties.port(), credentials,
				this.origins);
	}

	private S3Settings settings(EmbeddedCredentials credentials, int port) {
		URI endpoint = EmbeddedS3Server.url(reachableAddress(), port);
		return new S3Settings(endpoint, "us-east-1", BUCKET, credentials.accessKeyId(), credentials.secretAccessKey(),
				ROOT_PATH, Addressing.PATH, this.properties.publicEndpoint(), Provider.EMBEDDED);
	}

	private InetAddress reachableAddress() {
		InetAddress address = this.properties.address();
		return address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
	}

	/**
	 * Part of the lifecycle: starts a stopped store again, but only one that was open.
	 */
	@Override
	public synchronized void start() {
		if (this.settings != null) {
			open();
		}
	}

	/** Part of the lifecycle: stops the store within seconds. */
	@Override
	public synchronized void stop() {
		if (this.server != null) {
			this.server.stop();
			this.server = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.server != null;
	}

	@Override
	public boolean isAutoStartup() {
		return false;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/** Stops a store that was opened by a context that then failed to start. */
	@Override
	public void destroy() {
		stop();
	}

}
