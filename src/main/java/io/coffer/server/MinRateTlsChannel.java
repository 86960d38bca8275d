package io.coffer.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;

/** The same over TLS. */
class MinRateTlsChannel extends SecureNioChannel {

	private final WriteRate pace;

	MinRateTlsChannel(SocketBufferHandler buffer, NioEndpoint endpoint, long minRate) {
		super(buffer, endpoint);
		this.pace = new WriteRate(minRate, System::nanoTime);
	}

	@Override
	public void reset(SocketChannel channel, NioSocketWrapper wrapper) throws IOException {
		super.reset(channel, wrapper);
		this.pace.reset();
	}

	@Override
	public int write(ByteBuffer bytes) throws IOException {
		int count = super.write(bytes);
		this.pace.wrote(count, bytes.remaining() + getOutboundRemaining());
		return count;
	}

}
