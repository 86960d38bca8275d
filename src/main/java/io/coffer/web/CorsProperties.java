package io.coffer.web;

import io.coffer.problems.StartRefusedException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which pages of other origins may call Coffer from a browser.
 *
 * @param allowedOrigins exact origins, such as https://app.example.org; none by default
 */
@ConfigurationProperties("coffer.cors")
public record CorsProperties(@DefaultValue List<String> allowedOrigins) {

	/**
	 * Takes origins as a browser sends them (RFC 6454 section 6.2). A wildcard is none,
	 * since any page could try tokens then.
	 * @throws StartRefusedException if one would never match
	 */
	public CorsProperties {
		allowedOrigins.stream().filter((origin) -> !isExact(origin)).findFirst().ifPresent((origin) -> {
			throw new StartRefusedException("coffer.cors.allowed-origins has '" + origin + "', which is no origin. "
					+ "Name each one as browsers send it: scheme, host and the port unless it is the usual one, "
					+ "in lower case, such as https://app.example.org or http://localhost:3000.");
		});
		allowedOrigins = List.copyOf(allowedOrigins);
	}

	private static boolean isExact(String origin) {
		try {
			URI uri = URI.create(origin);
			int usual = "https".equals(uri.getScheme()) ? 443 : 80;
			boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
			String port = (uri.getPort() < 0) ? "" : ":" + uri.getPort();
			return http && uri.getHost() != null && uri.getPort() != usual
					&& origin.equals((uri.getScheme() + "://" + uri.getHost() + port).toLowerCase(Locale.ROOT));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
