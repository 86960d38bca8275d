package io.coffer.providers;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A URL as people paste it, cleaned of what carries no meaning: quotes and blanks around
 * it, query, fragment, default ports, closing slashes.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case
 * @param port the port, or -1 for that of the scheme
 * @param path the segments of the path, decoded
 */
record EndpointUrl(String scheme, String host, int port, List<String> path) {

	private static final int MAX_PORT = 65535;

	private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(//.*|(?![0-9]+(/|$)).*)",
			Pattern.DOTALL);

	/** Where a plain scheme is what people mean who type none. */
	private static final Pattern NEARBY = Pattern
		.compile("(?i)(localhost|127\\.[0-9.]+|10\\.[0-9.]+|192\\.168\\.[0-9.]+|172\\.(1[6-9]|2[0-9]|3[01])\\.[0-9.]+"
				+ "|\\[(::1|f[cd][0-9a-f]{2}:.*)])(:[0-9]*)?(/.*)?");

	/**
	 * Reads a URL.
	 * @throws io.coffer.problems.ProblemException
	 * {@link io.coffer.problems.ProblemType#INVALID_SETTINGS} if it is none, or has a
	 * user in it
	 */
	static EndpointUrl of(String field, String pasted) {
		String text = PastedText.strip(pasted);
		Matcher scheme = SCHEME.matcher(text);
		if (!scheme.matches()) {
			text = (NEARBY.matcher(text).matches() ? "http://" : "https://") + text;
		}
		else if (!scheme.group(1).matches("(?i)https?")) {
			throw InvalidSettings.of(field, "must begin with https:// or http://; a bucket goes into its own field");
		}
		return of(field, uri(field, text.replaceFirst("[?#].*", "")));
	}

	private static EndpointUrl of(String field, URI url) {
		if (url.getRawUserInfo() != null) {
			throw InvalidSettings.of(field, "has no user and password; the key goes into its own fields");
		}
		if (url.getHost() == null) {
			throw notAUrl(field);
		}
		if (url.getPort() == 0 || url.getPort() > MAX_PORT) {
			throw InvalidSettings.of(field, "has a port from 1 to 65535");
		}
		List<String> path = Stream.of(Objects.requireNonNullElse(url.getPath(), "").split("/"))
			.filter((segment) -> !segment.isEmpty())
			.toList();
		if (path.contains("..") || path.contains(".")) {
			throw InvalidSettings.of(field, "has no '.' or '..' in its path");
		}
		String scheme = url.getScheme().toLowerCase(Locale.ROOT);
		int usual = scheme.equals("https") ? 443 : 80;
		return new EndpointUrl(scheme, url.getHost().toLowerCase(Locale.ROOT),
				(url.getPort() == usual) ? -1 : url.getPort(), path);
	}

	private static URI uri(String field, String text) {
		try {
			return new URI(text);
		}
		catch (URISyntaxException ex) {
			throw notAUrl(field);
		}
	}

	private static RuntimeException notAUrl(String field) {
		return InvalidSettings.of(field,
				"must be a URL like https://host[:port]; the host has letters, digits, dots and hyphens");
	}

	EndpointUrl withScheme(String other) {
		return new EndpointUrl(other, this.host, this.port, this.path);
	}

	EndpointUrl withHost(String other) {
		return new EndpointUrl(this.scheme, other, this.port, this.path);
	}

	EndpointUrl withPath(List<String> other) {
		return new EndpointUrl(this.scheme, this.host, this.port, List.copyOf(other));
	}

	/** The last segment of the path, or empty. */
	String lastSegment() {
		return this.path.isEmpty() ? "" : this.path.get(this.path.size() - 1);
	}

	EndpointUrl withoutLastSegment() {
		return withPath(this.path.subList(0, this.path.size() - 1));
	}

	URI toUri() {
		try {
			String path = this.path.isEmpty() ? "" : "/" + String.join("/", this.path);
			return new URI(this.scheme, null, this.host, this.port, path, null, null);
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
