package io.coffer.direct;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Someone's pages with an upload widget, at an origin of their own. */
final class UppySite implements AutoCloseable {

	private static final String PAGE = """
			<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Backups</title>
			<input type="file"><script type="module" src="%s.js"></script>""";

	private final HttpServer server;

	private final Path scripts;

	/**
	 * @param scripts a directory with one for each generation
	 */
	UppySite(Path scripts) {
		this.scripts = scripts;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	String origin() {
		return "http://localhost:" + this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/** A page at {@code /5} with the script {@code /5.js}. */
	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			String name = exchange.getRequestURI().getPath().substring(1);
			boolean script = name.endsWith(".js");
			byte[] body = script ? Files.readAllBytes(this.scripts.resolve(name))
					: PAGE.formatted(name).getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", script ? "text/javascript" : "text/html");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
		}
	}

}
