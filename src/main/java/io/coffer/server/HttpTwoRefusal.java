package io.coffer.server;

import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.UpgradeToken;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.coyote.http11.upgrade.UpgradeProcessorInternal;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a client that begins with HTTP/2 to use HTTP/1.1: a SETTINGS frame, which it
 * waits for, and a GOAWAY frame with HTTP_1_1_REQUIRED (RFC 9113 sections 3.4, 6.8, 7).
 * An upgrade that a client only offers is passed over.
 */
final class HttpTwoRefusal implements UpgradeProtocol {

	private static final Logger log = LoggerFactory.getLogger(HttpTwoRefusal.class);

	private static final byte[] REASON = "This is HTTP/1.1 only".getBytes(StandardCharsets.US_ASCII);

	private static final byte SETTINGS = 4;

	private static final byte GOAWAY = 7;

	private static final int HTTP_1_1_REQUIRED = 13;

	private static final byte[] FRAMES = frames();

	private static byte[] frames() {
		ByteBuffer frames = ByteBuffer.allocate(2 * 9 + 2 * Integer.BYTES + REASON.length);
		head(frames, 0, SETTINGS);
		head(frames, 2 * Integer.BYTES + REASON.length, GOAWAY);
		return frames.putInt(0).putInt(HTTP_1_1_REQUIRED).put(REASON).array();
	}

	/** Of a short frame without flags, of the connection and no stream. */
	private static void head(ByteBuffer frames, int length, byte type) {
		frames.putShort((short) 0).put((byte) length).put(type).put((byte) 0).putInt(0);
	}

	@Override
	public boolean accept(Request request) {
		return false;
	}

	@Override
	public Processor getProcessor(SocketWrapperBase<?> connection, Adapter adapter) {
		return new UpgradeProcessorInternal(connection, new UpgradeToken(new Refusing(connection), null, null, "h2c"),
				null);
	}

	@Override
	public InternalHttpUpgradeHandler getInternalUpgradeHandler(SocketWrapperBase<?> connection, Adapter adapter,
			Request request) {
		throw new UnsupportedOperationException("No upgrade is accepted");
	}

	@Override
	public @Nullable String getHttpUpgradeName(boolean tls) {
		return null;
	}

	@Override
	public byte @Nullable [] getAlpnIdentifier() {
		return null;
	}

	@Override
	public @Nullable String getAlpnName() {
		return null;
	}

	/** Tomcat asks it as soon as it has taken over the connection. */
	private record Refusing(SocketWrapperBase<?> connection) implements InternalHttpUpgradeHandler {

		@Override
		public SocketState upgradeDispatch(SocketEvent event) {
			try {
				this.connection.write(true, FRAMES, 0, FRAMES.length);
				this.connection.flush(true);
			}
			catch (IOException ex) {
				log.debug("The client left before it could be told", ex);
			}
			return SocketState.CLOSED;
		}

		@Override
		public void init(WebConnection none) {
		}

		@Override
		public void destroy() {
		}

		@Override
		public void timeoutAsync(long now) {
		}

		@Override
		public void setSocketWrapper(SocketWrapperBase<?> connection) {
		}

		@Override
		public void setSslSupport(@Nullable SSLSupport ssl) {
		}

		@Override
		public void pause() {
		}

	}

}
