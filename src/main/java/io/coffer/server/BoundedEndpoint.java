package io.coffer.server;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tomcat's connections, none of whose users can have all: one address has so many and no
 * more, the head of a request has to come within the connection timeout in all and not
 * only byte for byte, and when nearly all are taken, those that nothing happens on are
 * closed to make room.
 */
class BoundedEndpoint extends NioEndpoint {

	private static final Logger log = LoggerFactory.getLogger(BoundedEndpoint.class);

	private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

	private volatile ConnectionBounds bounds = ConnectionBounds.NONE;

	private long warned = System.nanoTime() - MINUTE;

	void bound(ConnectionBounds bounds) {
		this.bounds = bounds;
	}

	@Override
	protected boolean setSocketOptions(SocketChannel socket) {
		if (!isAdmitted(socket.socket())) {
			destroySocket(socket);
			return false;
		}
		boolean ready = super.setSocketOptions(socket);
		SocketWrapperBase<NioChannel> connection = this.connections.get(socket);
		if (connection != null) {
			connection.setWriteTimeout(this.bounds.stallTimeout().toMillis());
		}
		return ready;
	}

	@Override
	protected NioChannel createChannel(SocketBufferHandler buffer) {
		return isSSLEnabled() ? new MinRateTlsChannel(buffer, this, this.bounds.minRate())
				: new MinRateChannel(buffer, this.bounds.minRate());
	}

	/**
	 * Whether there may be one more from its address. A client on this machine, such as a
	 * proxy, is known by having the address that it calls.
	 */
	private boolean isAdmitted(Socket socket) {
		InetAddress address = socket.getInetAddress();
		int most = this.bounds.perAddress();
		if (most == 0 || address == null || address.equals(socket.getLocalAddress())) {
			return true;
		}
		if (this.connections.keySet()
			.stream()
			.filter((other) -> address.equals(other.socket().getInetAddress()))
			.count() < most) {
			return true;
		}
		if (System.nanoTime() - this.warned >= MINUTE) {
			this.warned = System.nanoTime();
			log.warn("Refused connections of {}, which has {} already: see coffer.connections.max-per-address",
					address.getHostAddress(), most);
		}
		return false;
	}

	/** Closes what has taken too long, and if there is no room, what does nothing. */
	void closeOverdue() {
		List<SocketWrapperBase<NioChannel>> waiting = getConnections().stream()
			.filter((connection) -> !connection.getLock().isLocked())
			.toList();
		long begun = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(getConnectionTimeout());
		waiting.stream()
			.filter((connection) -> hasHeadSince(connection, begun))
			.forEach(BoundedEndpoint::closeUnlessBusy);
		int wanted = getConnections().size() - (getMaxConnections() - getMaxConnections() / 10);
		waiting.stream()
			.filter((connection) -> !connection.isClosed())
			.sorted(Comparator.comparingLong((connection) -> ((NioSocketWrapper) connection).getLastRead()))
			.limit(Math.max(0, wanted))
			.forEach(BoundedEndpoint::closeUnlessBusy);
	}

	/** A processor stays with a connection while the head that it reads is incomplete. */
	private static boolean hasHeadSince(SocketWrapperBase<NioChannel> connection, long begun) {
		if (!(connection.getCurrentProcessor() instanceof Processor processor) || processor.isUpgrade()
				|| processor.isAsync()) {
			return false;
		}
		long start = processor.getRequest().getStartTimeNanos();
		return start != -1 && start - begun < 0;
	}

	private static void closeUnlessBusy(SocketWrapperBase<NioChannel> connection) {
		if (connection.getLock().tryLock()) {
			try {
				connection.close();
			}
			finally {
				connection.getLock().unlock();
			}
		}
	}

}
