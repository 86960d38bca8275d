package io.coffer.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;

/** A connection that ends when its client takes its answers too slowly. */
class MinRateChannel extends NioChannel {

	private final WriteRate pace;

	MinRateChannel(SocketBufferHandler buffer, long minRate) {
		super(buffer);
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
		this.pace.wrote(count, bytes.remaining());
		return count;
	}

}
