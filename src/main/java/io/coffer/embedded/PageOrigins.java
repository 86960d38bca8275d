package io.coffer.embedded;

import io.coffer.web.CorsProperties;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/**
 * Whose pages may use presigned URLs of the embedded store from a browser: those that are
 * configured, and the console where somebody opens it on this machine, as at a first
 * start.
 */
@Component
@EnableConfigurationProperties(ServerProperties.class)
class PageOrigins {

	private static final int USUAL_PORT = 8080;

	private final CorsProperties cors;

	private final ServerProperties server;

	PageOrigins(CorsProperties cors, ServerProperties server) {
		this.cors = cors;
		this.server = server;
	}

	/** As browsers send them. */
	List<String> all() {
		return Stream.concat(this.cors.allowedOrigins().stream(), console()).distinct().toList();
	}

	/** Nothing if the port is not known yet, or only behind a certificate. */
	private Stream<String> console() {
		int port = Objects.requireNonNullElse(this.server.getPort(), USUAL_PORT);
		return (port == 0 || Ssl.isEnabled(this.server.getSsl())) ? Stream.empty() : Stream.of("localhost", "127.0.0.1")
			.map((host) -> "http://" + host + ((port == 80) ? "" : ":" + port));
	}

}
