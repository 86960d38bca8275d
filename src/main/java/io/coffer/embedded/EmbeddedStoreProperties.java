package io.coffer.embedded;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the embedded store is reached.
 *
 * @param enabled whether the embedded store may be used when no other storage is
 * configured
 * @param address the address to listen on; a loopback address keeps the store to this
 * machine
 * @param port the port to listen on, or 0 for any free one
 * @param publicEndpoint the base URL by which clients reach the store, for presigned
 * URLs; a proxy in between must pass the Host header and the path on unchanged
 */
@Validated
@ConfigurationProperties("coffer.embedded")
record EmbeddedStoreProperties(@DefaultValue("true") boolean enabled, @DefaultValue("127.0.0.1") InetAddress address,
		@DefaultValue("9090") @Min(0) @Max(65535) int port, @Nullable URI publicEndpoint) {

	EmbeddedStoreProperties {
		if (publicEndpoint != null && !isBaseUrl(publicEndpoint)) {
			throw new IllegalArgumentException(
					"coffer.embedded.public-endpoint must be http://host[:port] or https://host[:port], was: "
							+ publicEndpoint);
		}
	}

	private static boolean isBaseUrl(URI uri) {
		boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
		boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
		String path = uri.getRawPath();
		return http && bare && uri.getHost() != null && (path == null || path.isEmpty() || "/".equals(path));
	}

}
