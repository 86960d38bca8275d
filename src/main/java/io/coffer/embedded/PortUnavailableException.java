package io.coffer.embedded;

import java.net.InetAddress;

/** The embedded store cannot listen where it should. */
final class PortUnavailableException extends RuntimeException {

	PortUnavailableException(InetAddress address, int port, Throwable cause) {
		super("The embedded store cannot listen on %s port %d: %s".formatted(address.getHostAddress(), port,
				rootMessage(cause)) + ". " + action(), cause);
	}

	static String action() {
		return "Set COFFER_EMBEDDED_PORT to a free port, or COFFER_EMBEDDED_ADDRESS to an address of this machine.";
	}

	private static String rootMessage(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return String.valueOf(root.getMessage());
	}

}
