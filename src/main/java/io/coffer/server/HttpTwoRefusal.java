package io.coffer.server;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.web.ProblemWriter;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;
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
 * Answers a client that begins with HTTP/2 without TLS: its first request gets a problem,
 * and the connection ends by a GOAWAY frame with HTTP_1_1_REQUIRED (RFC 9113 sections
 * 3.3, 6.8 and 7). An upgrade that a client only offers is passed over.
 */
final class HttpTwoRefusal implements UpgradeProtocol {

	private static final Logger log = LoggerFactory.getLogger(HttpTwoRefusal.class);

	/** In which a client's first request begins. */
	private static final int FIRST_BYTES = 8 * 1024;

	private final ProblemWriter problems;

	HttpTwoRefusal(ProblemWriter problems) {
		this.problems = problems;
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
	private final class Refusing implements InternalHttpUpgradeHandler {

		private final SocketWrapperBase<?> connection;

		Refusing(SocketWrapperBase<?> connection) {
			this.connection = connection;
		}

		@Override
		public SocketState upgradeDispatch(SocketEvent event) {
			try {
				byte[] answer = answer();
				this.connection.write(true, answer, 0, answer.length);
				this.connection.flush(true);
			}
			catch (IOException ex) {
				log.debug("The client left before it could be told", ex);
			}
			return SocketState.CLOSED;
		}

		private byte[] answer() throws IOException {
			ByteBuffer begun = ByteBuffer.allocate(FIRST_BYTES);
			this.connection.read(false, begun);
			ProblemException problem = new ProblemException(ProblemType.INVALID_REQUEST,
					"This is HTTP/2 without TLS, which Coffer does not speak.")
				.hint("Use HTTP/1.1, or a proxy in front that speaks HTTP/2.");
			return HttpTwoFrames.refusal(begun.flip(), problem.type().status(),
					HttpTwoRefusal.this.problems.document(problem, UUID.randomUUID().toString()));
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
