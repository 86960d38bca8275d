package io.coffer.server;

import java.time.Duration;
import org.apache.coyote.Request;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** Lets the reader of a request's body say how long it waits. */
class PatientProcessor extends Http11Processor {

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

}
