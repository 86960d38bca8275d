package io.coffer.client;

import io.coffer.network.AddressPolicy;
import io.coffer.network.HttpProxy;
import io.coffer.network.ProxySelection;
import io.coffer.providers.Addressing;
import io.coffer.providers.OverwriteProtection;
import io.coffer.providers.ProviderProfile;
import io.coffer.providers.S3Settings;
import io.coffer.providers.WriteCondition;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Utilities;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The clients for one set of settings. They close when the last user has let go, so that
 * a change of settings never cuts an upload: each {@link #retain} that succeeds, and the
 * constructor, ask for one {@link #release}. For many threads.
 */
public final class S3Connection {

	private static final Logger logger = LoggerFactory.getLogger(S3Connection.class);

	private final S3Settings settings;

	private final AddressPolicy addresses;

	private final HttpClients http;

	private final Optional<HttpProxy> proxy;

	private final S3Client client;

	private final S3Presigner presigner;

	private final S3Utilities utilities;

	private final Listing listing;

	private final StoreClock clock = new StoreClock();

	private final AtomicInteger users = new AtomicInteger(1);

	private volatile WriteCondition guard;

	private volatile StoreCapabilities capabilities;

	/** Whether what is known of overwriting is more than a manual's promise. */
	private volatile boolean tried;

	/** Opens clients whose calls are told to these publishers. */
	public S3Connection(S3Settings settings, AddressPolicy addresses, ProxySelection proxies, ClientTimeouts patience,
			List<MetricPublisher> publishers) {
		ProviderProfile facts = settings.provider().facts();
		this.settings = settings;
		this.addresses = addresses;
		this.guard = facts.guard();
		this.capabilities = new StoreCapabilities(facts.noOverwrite(), false, null);
		this.tried = facts.hasOneVersion();
		this.http = new HttpClients(facts, addresses, proxies, patience);
		URI called = called(settings);
		this.proxy = this.http.proxyTo(called);
		SdkClients clients = new SdkClients(settings);
		this.presigner = clients.presigner();
		this.utilities = clients.utilities();
		ContentMd5Interceptor digest = new ContentMd5Interceptor();
		List<ExecutionInterceptor> interceptors = List.of(new ErrorBodyInterceptor(), new ResponseHeaderInterceptor(),
				this.clock, new ProxyInterceptor(this.proxy), digest);
		try {
			this.client = digest.on(clients.client(this.http.to(called), patience, interceptors, publishers));
		}
		catch (RuntimeException | Error ex) {
			this.http.close();
			throw ex;
		}
		this.listing = new Listing(this.client, settings.bucket(), facts.listsV2());
	}

	/** Takes part in the use of the clients; false if they are closed already. */
	public boolean retain() {
		return this.users.getAndUpdate((count) -> (count == 0) ? 0 : count + 1) > 0;
	}

	/** Ends one use of the clients; the last one closes them. */
	public void release() {
		if (this.users.decrementAndGet() == 0) {
			try (this.http; this.presigner; this.client) {
				logger.debug("Nothing uses the clients of {} any more", this.settings);
			}
		}
	}

	/** What the clients were built from. */
	public S3Settings settings() {
		return this.settings;
	}

	/** How the store is asked not to overwrite. */
	public WriteCondition guard() {
		return this.guard;
	}

	/**
	 * Whether a write with this condition needs no look before it: the store itself keeps
	 * two writers of one key apart. A check has seen that, or there is only one version
	 * of the store; the manual of one that people install says nothing of older versions,
	 * which ignore the condition in silence.
	 */
	public boolean isReliable(WriteCondition condition) {
		return !condition.equals(WriteCondition.NONE) && this.tried
				&& this.capabilities.noOverwrite() == OverwriteProtection.ATOMIC;
	}

	/** Asks no more: the store does not know the guard. */
	public void dropGuard() {
		this.guard = WriteCondition.NONE;
		this.capabilities = new StoreCapabilities(OverwriteProtection.BEST_EFFORT, this.capabilities.openToAll(),
				this.capabilities.keepsVersions());
	}

	/** What is known of the store: what a check has found, else what its manual says. */
	public StoreCapabilities capabilities() {
		return this.capabilities;
	}

	/**
	 * Believes what a check has found. One that has seen the store keep two writers apart
	 * has seen that it knows the condition, whatever it answered before.
	 */
	public void learn(@Nullable StoreCapabilities found) {
		if (found != null) {
			this.capabilities = found;
			this.tried = true;
			if (found.noOverwrite() == OverwriteProtection.ATOMIC) {
				this.guard = this.settings.provider().facts().guard();
			}
		}
	}

	/** Looks up a host as each connection does; one behind a proxy need not resolve. */
	public void resolve(String host) {
		if (this.proxy.isPresent()) {
			this.addresses.refuseForbidden(host);
			return;
		}
		try {
			this.addresses.resolve(host);
		}
		catch (UnknownHostException ex) {
			throw StorageErrors.translate(SdkClientException.create("The host does not resolve", ex));
		}
	}

	/** What calls of the bucket go through, or nothing. */
	public Optional<HttpProxy> proxy() {
		return this.proxy;
	}

	/** For requests that are not signed. */
	public HttpClients http() {
		return this.http;
	}

	/** For signed requests. It closes with this, and not before. */
	public S3Client client() {
		return this.client;
	}

	/** The exact URL of the root path. */
	public URI url() {
		return url(this.settings.rootPath() + "x").resolve(".");
	}

	/** The exact URL of an object. */
	public URI url(String path) {
		return URI.create(this.utilities
			.getUrl((request) -> request.bucket(this.settings.bucket()).key(path).endpoint(this.settings.endpoint()))
			.toString());
	}

	/** Signs URLs for the public endpoint, if there is one. It closes with this. */
	public S3Presigner presigner() {
		return this.presigner;
	}

	/** What time it is there. */
	public StoreClock clock() {
		return this.clock;
	}

	/** Lists the bucket, and remembers for all users which call the store knows. */
	public Listing listing() {
		return this.listing;
	}

	/** Where the bucket is asked for. */
	private static URI called(S3Settings settings) {
		URI endpoint = settings.endpoint();
		if (settings.addressingInForce() == Addressing.PATH) {
			return endpoint;
		}
		URI ofBucket = URI
			.create(endpoint.getScheme() + "://" + settings.bucket() + "." + endpoint.getRawAuthority() + "/");
		return (ofBucket.getHost() != null) ? ofBucket : endpoint;
	}

}
