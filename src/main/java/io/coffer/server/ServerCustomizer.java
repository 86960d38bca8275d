package io.coffer.server;

import io.coffer.limits.UploadProperties;
import io.coffer.server.UnreadBody.Limit;
import io.coffer.web.ProblemWriter;
import java.time.Duration;
import java.util.Optional;
import org.apache.catalina.Context;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Makes Tomcat bound its connections, leave request bodies alone until a controller reads
 * them, give up on a body that stalls or that is not wanted, and answer its own refusals
 * as problems.
 */
@Component
@EnableConfigurationProperties({ ConnectionLimits.class, ShutdownProperties.class, UploadProperties.class })
class ServerCustomizer implements WebServerFactoryCustomizer<TomcatWebServerFactory> {

	/** The rate and the size bound a caller's body already. */
	private static final Duration LONGEST_UPLOAD = Duration.ofDays(30);

	private final ProblemWriter problems;

	private final ConnectionLimits connections;

	private final boolean forwarded;

	private final RefusedBodies refused;

	private final Limit upload;

	ServerCustomizer(ProblemWriter problems, ConnectionLimits connections, ServerProperties server,
			Environment environment, ObjectProvider<RefusedBodies> refused, UploadProperties uploads) {
		this.problems = problems;
		this.connections = connections;
		this.forwarded = isForwarded(server.getForwardHeadersStrategy(), environment);
		this.refused = refused.getIfAvailable(() -> (caller) -> Optional.empty());
		this.upload = new Limit(uploads.maxSize().toBytes(), LONGEST_UPLOAD, uploads.stallTimeout(),
				uploads.minRate().toBytes());
	}

	/** As Spring Boot decides whether headers of a proxy are believed. */
	private static boolean isForwarded(@Nullable ForwardHeadersStrategy strategy, Environment environment) {
		if (strategy != null) {
			return strategy != ForwardHeadersStrategy.NONE;
		}
		CloudPlatform platform = CloudPlatform.getActive(environment);
		return platform != null && platform.isUsingForwardHeaders();
	}

	@Override
	public void customize(TomcatWebServerFactory factory) {
		factory.setProtocol(BoundedProtocol.class.getName());
		factory.addConnectorCustomizers(this::bound, ServerCustomizer::leaveParametersAlone);
		factory.addContextCustomizers(this::addValves);
	}

	/**
	 * 100 Continue waits for the first read, so that a refusal comes before the body (RFC
	 * 9110 section 10.1.1). What is left of a body is the valve's to read.
	 */
	private void bound(Connector connector) {
		if (connector.getProtocolHandler() instanceof BoundedProtocol http) {
			http.bound(ConnectionBounds.of(Runtime.getRuntime().maxMemory(), http.getMaxConnections(), this.forwarded,
					this.connections), this.problems);
			http.setContinueResponseTiming("onRead");
			http.setMaxSwallowSize(-1);
			http.setDisableUploadTimeout(false);
			http.setConnectionUploadTimeout(Math.toIntExact(this.upload.stall().toMillis()));
		}
	}

	/** Without body methods Tomcat never reads a form as parameters. */
	private static void leaveParametersAlone(Connector connector) {
		connector.setParseBodyMethods("");
	}

	private void addValves(Context context) {
		StandardHost host = (StandardHost) context.getParent();
		Pipeline valves = host.getPipeline();
		for (Valve valve : valves.getValves()) {
			if (valve instanceof ErrorReportValve) {
				valves.removeValve(valve);
			}
		}
		host.setErrorReportValveClass(ProblemReportValve.class.getName());
		valves.addValve(new WorkValve());
		valves.addValve(new UnreadBodyValve(this.refused, this.upload));
		valves.addValve(new ProblemReportValve(this.problems));
		valves.addValve(new AmbiguousHeadValve(this.problems));
	}

}
