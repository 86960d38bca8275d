package io.coffer.console;

import io.coffer.security.AdminToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says where Coffer answers and where its admin token is kept, never which one it is; and
 * for the first minutes how to sign in without it. The code stands in the fragment, which
 * no browser sends and no proxy logs.
 */
@Component
class StartMessage {

	private static final Logger LOG = LoggerFactory.getLogger(StartMessage.class);

	private final AdminToken admin;

	private final SignInCode code;

	private final ServerProperties server;

	StartMessage(AdminToken admin, SignInCode code, ServerProperties server) {
		this.admin = admin;
		this.code = code;
		this.server = server;
	}

	@EventListener
	void applicationIsReady(ApplicationReadyEvent ready) {
		if (ready.getApplicationContext() instanceof WebServerApplicationContext context) {
			WebServer running = context.getWebServer();
			if (running != null) {
				String url = url(running.getPort());
				LOG.info("Coffer answers on {}", url);
				this.code.make()
					.ifPresent((code) -> LOG.info("To sign in, open {}#code={} within {} minutes; it works once", url,
							code, Math.max(1, this.code.lifetime().toMinutes())));
			}
		}
		LOG.info("The admin token is {}",
				this.admin.file().map((file) -> "in " + file).orElse("the one of COFFER_ADMIN_TOKEN"));
	}

	private String url(int port) {
		String scheme = Ssl.isEnabled(this.server.getSsl()) ? "https" : "http";
		String path = this.server.getServlet().getContextPath();
		return scheme + "://localhost:" + port + ((path != null) ? path : "") + "/";
	}

}
