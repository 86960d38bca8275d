package io.coffer.logins;

import io.coffer.network.Loopback;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where issuers and keys may be: what comes from there decides who gets in, so that
 * nobody on the way may change it.
 */
final class TrustedUrl {

	static final String RULE = "an https:// URL with a host, and without a user, query or fragment; http:// is for "
			+ "this machine alone (localhost, 127.0.0.1, [::1])";

	private TrustedUrl() {
	}

	/** The URL, or nothing if it may not be trusted. */
	static Optional<URI> parse(String text) {
		try {
			URI url = new URI(text);
			return isTrusted(url) ? Optional.of(url) : Optional.empty();
		}
		catch (URISyntaxException ex) {
			return Optional.empty();
		}
	}

	private static boolean isTrusted(URI url) {
		if (url.getScheme() == null || url.getHost() == null || url.getRawUserInfo() != null
				|| url.getRawQuery() != null || url.getRawFragment() != null) {
			return false;
		}
		return url.getScheme().equalsIgnoreCase("https")
				|| (url.getScheme().equalsIgnoreCase("http") && Loopback.is(url.getHost()));
	}

}
