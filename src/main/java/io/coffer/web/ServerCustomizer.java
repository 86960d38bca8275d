package io.coffer.web;

import java.time.Duration;
import org.apache.catalina.Context;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Makes Tomcat leave request bodies alone until a controller reads them, give up on a
 * body that stalls or that nobody wants, and answer its own refusals as problems.
 */
@Component
class ServerCustomizer implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

	private final ProblemWriter problems;

	private final Duration stallTimeout;

	ServerCustomizer(ProblemWriter problems, @Value("${coffer.upload.stall-timeout:60s}") Duration stallTimeout) {
		this.problems = problems;
		this.stallTimeout = stallTimeout;
	}

	@Override
	public void customize(ConfigurableTomcatWebServerFactory factory) {
		factory.addConnectorCustomizers(this::leaveBodiesAlone);
		factory.addContextCustomizers(this::reportProblems);
	}

	/**
	 * Without body methods Tomcat never reads a form as parameters. 100 Continue waits
	 * for the first read, so that a refusal comes before the body (RFC 9110 section
	 * 10.1.1).
	 */
	private void leaveBodiesAlone(Connector connector) {
		connector.setParseBodyMethods("");
		if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
			http.setContinueResponseTiming("onRead");
			http.setDisableUploadTimeout(false);
			http.setConnectionUploadTimeout(Math.toIntExact(this.stallTimeout.toMillis()));
		}
	}

	private void reportProblems(Context context) {
		StandardHost host = (StandardHost) context.getParent();
		Pipeline valves = host.getPipeline();
		for (Valve valve : valves.getValves()) {
			if (valve instanceof ErrorReportValve) {
				valves.removeValve(valve);
			}
		}
		host.setErrorReportValveClass(ProblemReportValve.class.getName());
		valves.addValve(new UnreadBodyValve());
		valves.addValve(new ProblemReportValve(this.problems));
	}

}
