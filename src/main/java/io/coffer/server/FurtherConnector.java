package io.coffer.server;

import io.coffer.problems.StartRefusedException;
import io.coffer.web.ProblemFormat;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Optional;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ProtocolHandler;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Opens the {@link FurtherPort}, once the main one is open, with all that is set of that:
 * bounds, threads, timeouts, TLS.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class FurtherConnector implements WebServerFactoryCustomizer<TomcatWebServerFactory> {

	private static final Logger log = LoggerFactory.getLogger(FurtherConnector.class);

	/** Both ports together keep near to what the bounds promise of the heap. */
	private static final int SHARE_OF_CONNECTIONS = 4;

	private final Optional<FurtherPort> port;

	private @Nullable TomcatWebServerFactory factory;

	private volatile @Nullable Connector connector;

	FurtherConnector(ObjectProvider<FurtherPort> port) {
		this.port = Optional.ofNullable(port.getIfAvailable());
	}

	/** First of all valves, so that each refusal knows how it is to be told. */
	@Override
	public void customize(TomcatWebServerFactory factory) {
		this.factory = factory;
		this.port.ifPresent((further) -> factory
			.addContextCustomizers((context) -> context.getParent().getPipeline().addValve(new Mark(further))));
	}

	@EventListener
	void open(WebServerInitializedEvent started) {
		boolean main = started.getApplicationContext().getServerNamespace() == null;
		if (main && started.getWebServer() instanceof TomcatWebServer server && this.factory != null) {
			Service service = server.getTomcat().getService();
			TomcatWebServerFactory settings = this.factory;
			this.port.ifPresent((further) -> open(further, service, settings));
		}
	}

	private void open(FurtherPort further, Service service, TomcatWebServerFactory settings) {
		Connector opened = connector(further.port(), service.findConnectors()[0], settings);
		this.connector = opened;
		try {
			service.addConnector(opened);
			further.opened(opened.getLocalPort());
		}
		catch (IllegalArgumentException ex) {
			close(service, opened);
			if (further.isRequired()) {
				throw new StartRefusedException("Port " + further.port() + " cannot be opened: another program has it, "
						+ "or it takes more rights. Choose another port in the settings.", ex);
			}
			log.error("Port {} cannot be opened, so nothing answers there: {}", further.port(), reason(ex));
		}
	}

	private static String reason(Throwable failure) {
		return (failure.getCause() != null) ? reason(failure.getCause()) : String.valueOf(failure.getMessage());
	}

	private static void close(Service service, Connector connector) {
		service.removeConnector(connector);
		try {
			connector.destroy();
		}
		catch (LifecycleException ex) {
			log.debug("A connector that never opened is gone all the same", ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static Connector connector(int port, Connector main, TomcatWebServerFactory settings) {
		Connector connector = new Connector(BoundedProtocol.class.getName());
		connector.setPort(port);
		connector.setThrowOnFailure(true);
		connector.setURIEncoding(main.getURIEncoding());
		ProtocolHandler protocol = connector.getProtocolHandler();
		if (protocol instanceof AbstractProtocol<?> http && settings.getAddress() != null) {
			http.setAddress(settings.getAddress());
		}
		settings.getProtocolHandlerCustomizers()
			.forEach((customizer) -> ((TomcatProtocolHandlerCustomizer<ProtocolHandler>) customizer)
				.customize(protocol));
		settings.getConnectorCustomizers().forEach((customizer) -> customizer.customize(connector));
		if (protocol instanceof BoundedProtocol bounded) {
			bounded.keepToPart(SHARE_OF_CONNECTIONS);
		}
		SSLHostConfig[] certificates = main.getProtocolHandler().findSslHostConfigs();
		if (certificates.length > 0) {
			connector.setScheme("https");
			connector.setSecure(true);
			connector.setProperty("SSLEnabled", "true");
			for (SSLHostConfig certificate : certificates) {
				connector.addSslHostConfig(certificate);
			}
		}
		return connector;
	}

	/** Marks what comes in at the further port. */
	private final class Mark extends ValveBase {

		private final FurtherPort port;

		Mark(FurtherPort port) {
			super(true);
			this.port = port;
		}

		@Override
		public void invoke(Request request, Response response) throws IOException, ServletException {
			if (request.getConnector() == FurtherConnector.this.connector) {
				request.setAttribute(FurtherPort.class.getName(), this.port);
				request.setAttribute(ProblemFormat.ATTRIBUTE, this.port.problems());
				if (this.port.mistakesContinue(String.valueOf(request.getHeader("User-Agent")))) {
					request.getCoyoteRequest().setExpectation(false);
				}
			}
			getNext().invoke(request, response);
		}

	}

}
