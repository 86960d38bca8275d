package io.coffer.server;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.apache.coyote.Request;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the reader of a request's body say how long it waits. */
class PatientProcessor extends Http11Processor {

	private static final Logger log = LoggerFactory.getLogger(PatientProcessor.class);

	/** One of those that Tomcat does not use. */
	private static final int NOTE = 17;

	PatientProcessor(AbstractHttp11Protocol<?> protocol) {
		super(protocol, protocol.getAdapter());
		this.request.setNote(NOTE, this);
	}

	/** Ends a read of that request's body that waits longer. */
	static void waitAtMost(Duration time, Request request) {
		if (request.getNote(NOTE) instanceof PatientProcessor processor) {
			SocketWrapperBase<?> connection = processor.socketWrapper;
			connection.setReadTimeout(Math.max(1, time.toMillis()));
		}
	}

	/**
	 * Ends what a thread that works at that request may wait for: more of its body, and
	 * if the answer has begun, that the client takes it. An answer that has not begun can
	 * be given. Called by another thread, while that one is at it.
	 */
	static void waitNoMore(Request request, boolean answering) {
		if (request.getNote(NOTE) instanceof PatientProcessor processor
				&& processor.socketWrapper.getSocket() instanceof NioChannel channel) {
			waitNoMore(channel.getIOChannel(), answering);
		}
	}

	/**
	 * Ends that request's connection by a reset: an answer whose end is that of the
	 * connection would look whole without one (RFC 9112 section 6.3).
	 */
	static void reset(Request request) {
		if (request.getNote(NOTE) instanceof PatientProcessor processor
				&& processor.socketWrapper.getSocket() instanceof NioChannel channel) {
			try {
				channel.getIOChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
			}
			catch (IOException ex) {
				log.debug("The connection has ended by itself", ex);
			}
		}
	}

	private static void waitNoMore(SocketChannel connection, boolean answering) {
		try {
			if (answering) {
				// What is on its way to a client that takes nothing is taken back
				connection.setOption(StandardSocketOptions.SO_LINGER, 0);
				connection.shutdownOutput();
			}
			connection.shutdownInput();
		}
		catch (IOException ex) {
			log.debug("The connection has ended by itself", ex);
		}
	}

}
