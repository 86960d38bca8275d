package io.coffer.network;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that no proxy is used for. Two forms are known: {@code NO_PROXY} as
 * <a href= "https://everything.curl.dev/usingcurl/proxies/env.html">curl</a> and others
 * read it, and {@code http.nonProxyHosts} of <a href=
 * "https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/net/doc-files/net-properties.html">
 * Java</a>.
 */
final class NoProxyHosts {

	private static final Pattern WITH_PORT = Pattern.compile("(\\[.+]|[^:]+):(\\d{1,5})");

	/** One entry: whether it is of a host, by its name, port and addresses. */
	@FunctionalInterface
	private interface Rule {

		boolean isOf(String host, int port, List<InetAddress> addresses);

	}

	private final List<Rule> rules = new ArrayList<>();

	/**
	 * Takes both lists; either may be null or empty.
	 * @param noProxy names, {@code .suffix}, {@code *.suffix}, {@code *}, addresses and
	 * ranges, each perhaps with a port, separated by commas or spaces
	 * @param nonProxyHosts names and addresses in which stars stand for anything,
	 * separated by bars
	 */
	NoProxyHosts(@Nullable String noProxy, @Nullable String nonProxyHosts) {
		entries(noProxy, "[,\\s]+").map(NoProxyHosts::rule).forEach(this.rules::add);
		entries(nonProxyHosts, "\\|").map(NoProxyHosts::pattern).forEach(this.rules::add);
	}

	/**
	 * Whether one of the entries is of a host.
	 * @param host in lower case, without brackets and closing dot
	 * @param addresses those that the host has, or that it resolves to here
	 */
	boolean contain(String host, int port, List<InetAddress> addresses) {
		return this.rules.stream().anyMatch((rule) -> rule.isOf(host, port, addresses));
	}

	private static Stream<String> entries(@Nullable String list, String separator) {
		return (list == null) ? Stream.empty()
				: Stream.of(list.split(separator))
					.map((entry) -> entry.strip().toLowerCase(Locale.ROOT))
					.filter((entry) -> !entry.isEmpty());
	}

	private static Rule rule(String entry) {
		Matcher withPort = WITH_PORT.matcher(entry);
		if (withPort.matches()) {
			int only = Integer.parseInt(withPort.group(2));
			Rule rule = rule(withPort.group(1));
			return (host, port, addresses) -> port == only && rule.isOf(host, port, addresses);
		}
		if (entry.equals("*")) {
			return (host, port, addresses) -> true;
		}
		try {
			AddressRange network = new AddressRange(entry.replaceAll("[\\[\\]]", ""));
			return (host, port, addresses) -> addresses.stream().anyMatch(network::contains);
		}
		catch (IllegalArgumentException ex) {
			String name = entry.replaceFirst("^\\*?\\.?", "").replaceFirst("\\.$", "");
			return (host, port, addresses) -> host.equals(name) || host.endsWith("." + name);
		}
	}

	private static Rule pattern(String entry) {
		String literal = entry.replaceAll("[\\[\\]]", "");
		Pattern pattern = Pattern
			.compile(Stream.of(literal.split("\\*", -1)).map(Pattern::quote).reduce((a, b) -> a + ".*" + b).orElse(""));
		return (host, port, addresses) -> pattern.matcher(host).matches();
	}

}
