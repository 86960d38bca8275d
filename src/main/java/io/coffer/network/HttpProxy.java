package io.coffer.network;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/**
 * A proxy that calls go through. Its credentials never appear in {@link #toString()}.
 *
 * @param scheme http, or https for a proxy that is spoken to by TLS
 * @param host its name or address
 * @param port its port
 * @param user the name to sign in with, or null if it asks for none
 * @param password the user's password, or null
 * @param source what names it, such as {@code HTTPS_PROXY}
 */
public record HttpProxy(String scheme, String host, int port, @Nullable String user, @Nullable String password,
		String source) {

	/** Of the HTTP client, which looks for no other. */
	public ProxyConfiguration configuration() {
		return settings().endpoint(URI.create(address()))
			.username(this.user)
			.password(this.password)
			.preemptiveBasicAuthenticationEnabled(this.user != null)
			.build();
	}

	/** Of an HTTP client that uses none, whatever the machine names. */
	public static ProxyConfiguration none() {
		return settings().build();
	}

	private static ProxyConfiguration.Builder settings() {
		return ProxyConfiguration.builder().useSystemPropertyValues(false).useEnvironmentVariableValues(false);
	}

	private String address() {
		String host = this.host.contains(":") ? "[" + this.host + "]" : this.host;
		return this.scheme + "://" + host + ":" + this.port;
	}

	@Override
	public String toString() {
		return address() + " (" + this.source + ")";
	}

}
