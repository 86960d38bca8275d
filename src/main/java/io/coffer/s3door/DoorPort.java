package io.coffer.s3door;

import io.coffer.server.FurtherPort;
import io.coffer.web.ProblemFormat;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** The port at which the S3 API is spoken, and how clients reach it. */
@Component
@ConditionalOnBooleanProperty(name = "coffer.s3-door.enabled", matchIfMissing = true)
@EnableConfigurationProperties(DoorProperties.class)
class DoorPort implements FurtherPort, S3Address {

	private static final Logger log = LoggerFactory.getLogger(DoorPort.class);

	private final DoorProperties properties;

	private final ServerProperties server;

	private final ErrorDocument errors = new ErrorDocument();

	private volatile int open;

	DoorPort(DoorProperties properties, ServerProperties server) {
		this.properties = properties;
		this.server = server;
	}

	@Override
	public int port() {
		return this.properties.portOrUsual();
	}

	@Override
	public boolean isRequired() {
		return this.properties.port() != null;
	}

	@Override
	public ProblemFormat problems() {
		return this.errors;
	}

	/** The AWS CLI and boto3, which then wait for a second. */
	@Override
	public boolean mistakesContinue(String userAgent) {
		String agent = userAgent.toLowerCase(Locale.ROOT);
		return agent.contains("botocore") || agent.contains("aws-cli");
	}

	@Override
	public void opened(int port) {
		this.open = port;
		log.info("S3 clients are answered on port {}", port);
	}

	@Override
	public Optional<URI> endpoint(String host) {
		if (this.open == 0) {
			return Optional.empty();
		}
		URI known = this.properties.publicEndpoint();
		return Optional.of((known != null) ? known
				: UriComponentsBuilder.newInstance()
					.scheme(Ssl.isEnabled(this.server.getSsl()) ? "https" : "http")
					.host(host)
					.port(this.open)
					.path(Objects.requireNonNullElse(this.server.getServlet().getContextPath(), ""))
					.build()
					.toUri());
	}

}
