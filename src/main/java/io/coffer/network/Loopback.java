package io.coffer.network;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names and addresses by which a machine calls itself, so that nobody is on the way. */
public final class Loopback {

	private static final Pattern HOSTS = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::|0:0:0:0:0:0:0:)1]");

	private Loopback() {
	}

	/** Whether the host of a URL is this machine, whatever it resolves to. */
	public static boolean is(String host) {
		return HOSTS.matcher(host.toLowerCase(Locale.ROOT)).matches();
	}

}
