package io.coffer.server;

import java.time.Duration;

/**
 * What connections are held to.
 *
 * @param connections how many there may be
 * @param perAddress how many of them one address may have, 0 for no limit
 * @param minRate the slowest client of an answer, in bytes per second
 * @param stallTimeout how long a client may take nothing of its answer
 */
record ConnectionBounds(int connections, int perAddress, long minRate, Duration stallTimeout) {

	/** Nothing is bounded. */
	static final ConnectionBounds NONE = new ConnectionBounds(Integer.MAX_VALUE, 0, 0, Duration.ofMinutes(1));

	/** More than Tomcat keeps for one whose head is not complete. */
	private static final int BYTES = 64 * 1024;

	private static final int SHARE_OF_HEAP = 8;

	private static final int SHARE_OF_ADDRESS = 4;

	/**
	 * As many connections as an eighth of the heap can hold.
	 * @param most more than that are never wanted
	 * @param forwarded whether a proxy stands in front and says whom it forwards for: it
	 * has one address for all
	 */
	static ConnectionBounds of(long heap, int most, boolean forwarded, ConnectionLimits limits) {
		int connections = Math.toIntExact(Math.min(most, heap / SHARE_OF_HEAP / BYTES));
		Integer chosen = limits.maxPerAddress();
		int perAddress = forwarded ? 0 : connections / SHARE_OF_ADDRESS;
		return new ConnectionBounds(connections, (chosen != null) ? chosen : perAddress, limits.minRate().toBytes(),
				limits.stallTimeout());
	}

	/** The same with a part of the connections. */
	ConnectionBounds part(int of) {
		int address = (this.perAddress > 0) ? Math.max(1, this.perAddress / of) : 0;
		return new ConnectionBounds(Math.max(1, this.connections / of), address, this.minRate, this.stallTimeout);
	}

}
