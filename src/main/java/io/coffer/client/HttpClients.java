package io.coffer.client;

import io.coffer.network.AddressPolicy;
import io.coffer.network.HttpProxy;
import io.coffer.network.ProxySelection;
import io.coffer.providers.ProviderProfile;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/**
 * The HTTP clients of one connection, one for each way: straight, where every host is
 * looked up by the {@link AddressPolicy}, or through a proxy, which looks up hosts
 * itself. Nothing of the machine but {@link ProxySelection} decides on the way.
 */
public final class HttpClients implements AutoCloseable {

	private static final int MAX_CONNECTIONS = 400;

	private final ProviderProfile facts;

	private final AddressPolicy addresses;

	private final ProxySelection proxies;

	private final ClientTimeouts patience;

	private final Map<Optional<HttpProxy>, SdkHttpClient> clients = new HashMap<>();

	HttpClients(ProviderProfile facts, AddressPolicy addresses, ProxySelection proxies, ClientTimeouts patience) {
		this.facts = facts;
		this.addresses = addresses;
		this.proxies = proxies;
		this.patience = patience;
	}

	/** The proxy on the way to a URL, or nothing. */
	public Optional<HttpProxy> proxyTo(URI url) {
		return this.proxies.to(url, this.addresses);
	}

	/** The client that takes the way to a URL. */
	public synchronized SdkHttpClient to(URI url) {
		Optional<HttpProxy> proxy = proxyTo(url);
		SdkHttpClient known = this.clients.get(proxy);
		return (known != null) ? known : keep(proxy, open(proxy));
	}

	private SdkHttpClient keep(Optional<HttpProxy> proxy, SdkHttpClient client) {
		try {
			this.clients.put(proxy, client);
			return client;
		}
		catch (RuntimeException | Error ex) {
			client.close();
			throw ex;
		}
	}

	@Override
	public synchronized void close() {
		this.clients.values().forEach(SdkHttpClient::close);
	}

	/**
	 * The machine names the proxy, not the settings, so that it may be at any address.
	 */
	private SdkHttpClient open(Optional<HttpProxy> proxy) {
		return Apache5HttpClient.builder()
			.proxyConfiguration(proxy.map(HttpProxy::configuration).orElseGet(HttpProxy::none))
			.dnsResolver(proxy.isPresent() ? SystemDefaultDnsResolver.INSTANCE : this.addresses)
			.maxConnections(MAX_CONNECTIONS)
			.connectionTimeout(this.patience.connecting())
			.connectionAcquisitionTimeout(this.patience.connecting())
			.socketTimeout(this.patience.silence(this.facts.silence()))
			.expectContinueEnabled(this.facts.expectsContinue())
			.build();
	}

}
