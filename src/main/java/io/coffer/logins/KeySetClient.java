package io.coffer.logins;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.coffer.network.AddressPolicy;
import io.coffer.network.EndpointProperties;
import io.coffer.network.EndpointProperties.Access;
import io.coffer.network.HttpProxy;
import io.coffer.network.ProxySelection;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.util.Timeout;

/**
 * Fetches the public keys of an issuer. Nothing that comes from there is waited for or
 * kept without a bound, and no redirect is followed.
 */
final class KeySetClient {

	/** A hundred RSA keys with their certificates. */
	private static final int MAX_BYTES = 512 * 1024;

	private static final Timeout SILENCE = Timeout.ofSeconds(3);

	private static final String DISCOVERY = "/.well-known/openid-configuration";

	/** The configuration names issuers, which may be beside Coffer. */
	private static final AddressPolicy ADDRESSES = new AddressPolicy(new EndpointProperties(Access.ALLOW));

	private final Issuer issuer;

	private final ProxySelection proxies;

	private final Duration patience;

	/**
	 * A client for one issuer.
	 * @param patience how long one answer may take in all
	 */
	KeySetClient(Issuer issuer, ProxySelection proxies, Duration patience) {
		this.issuer = issuer;
		this.proxies = proxies;
		this.patience = patience;
	}

	/**
	 * The keys that the issuer has now.
	 * @throws IOException if they cannot be had, or what comes is none
	 */
	JWKSet fetch() throws IOException {
		URI url = this.issuer.keys().isPresent() ? this.issuer.keys().get() : discover();
		try {
			return JWKSet.parse(get(url));
		}
		catch (ParseException ex) {
			throw new IOException("What " + url + " answers is no JSON Web Key Set", ex);
		}
	}

	/** OpenID Connect Discovery 1.0, section 4. */
	private URI discover() throws IOException {
		URI url = URI.create(this.issuer.name().replaceFirst("/$", "") + DISCOVERY);
		try {
			Map<String, Object> document = JSONObjectUtils.parse(get(url));
			if (!this.issuer.name().equals(document.get("issuer"))) {
				throw new IOException("The document at " + url + " is of another issuer");
			}
			return TrustedUrl.parse(String.valueOf(document.get("jwks_uri")))
				.orElseThrow(() -> new IOException("The jwks_uri at " + url + " is not " + TrustedUrl.RULE));
		}
		catch (ParseException ex) {
			throw new IOException("What " + url + " answers is no discovery document", ex);
		}
	}

	private String get(URI url) throws IOException {
		HttpGet request = new HttpGet(url);
		request.setHeader("Accept", "application/json");
		try (CloseableHttpClient client = client(url)) {
			CompletableFuture.delayedExecutor(this.patience.toMillis(), TimeUnit.MILLISECONDS).execute(request::cancel);
			return client.execute(request, (answer) -> body(url, answer));
		}
	}

	private static String body(URI url, ClassicHttpResponse answer) throws IOException {
		HttpEntity entity = answer.getEntity();
		if (answer.getCode() != HttpStatus.SC_OK || entity == null) {
			throw new IOException(url + " answers with the status " + answer.getCode());
		}
		byte[] body = entity.getContent().readNBytes(MAX_BYTES + 1);
		if (body.length > MAX_BYTES) {
			throw new IOException("The answer of " + url + " is larger than " + MAX_BYTES + " bytes");
		}
		return new String(body, StandardCharsets.UTF_8);
	}

	/** One for each call, which are few: none is kept open. */
	private CloseableHttpClient client(URI url) {
		Optional<HttpProxy> proxy = this.proxies.to(url, ADDRESSES);
		DnsResolver names = proxy.isPresent() ? SystemDefaultDnsResolver.INSTANCE : ADDRESSES;
		HttpClientBuilder client = HttpClients.custom()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setDnsResolver(names)
				.setDefaultConnectionConfig(
						ConnectionConfig.custom().setConnectTimeout(SILENCE).setSocketTimeout(SILENCE).build())
				.build())
			.setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(SILENCE).build())
			.disableRedirectHandling()
			.disableAutomaticRetries()
			.disableCookieManagement()
			.disableContentCompression();
		proxy.ifPresent((way) -> through(way, client));
		return client.build();
	}

	private static void through(HttpProxy proxy, HttpClientBuilder client) {
		HttpHost host = new HttpHost(proxy.scheme(), proxy.host(), proxy.port());
		client.setProxy(host);
		if (proxy.user() != null) {
			BasicCredentialsProvider credentials = new BasicCredentialsProvider();
			String password = (proxy.password() != null) ? proxy.password() : "";
			credentials.setCredentials(new AuthScope(host),
					new UsernamePasswordCredentials(proxy.user(), password.toCharArray()));
			client.setDefaultCredentialsProvider(credentials);
		}
	}

}
