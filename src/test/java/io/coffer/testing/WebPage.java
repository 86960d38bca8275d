package io.coffer.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A server that answers everything with one page, whatever it is asked. */
public final class WebPage implements AutoCloseable {

	private final ServerSocket server;

	private final byte[] answer;

	public WebPage(int status, String type, String page) {
		this.answer = "HTTP/1.1 %d Page\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
			.formatted(status, type, page.getBytes(StandardCharsets.UTF_8).length, page)
			.getBytes(StandardCharsets.UTF_8);
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread thread = new Thread(this::serve, "web-page");
		thread.setDaemon(true);
		thread.start();
	}

	public URI url() {
		return URI.create("http://127.0.0.1:" + this.server.getLocalPort());
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

	private void serve() {
		while (!this.server.isClosed()) {
			try (Socket client = this.server.accept()) {
				client.getInputStream().readNBytes(16);
				client.getOutputStream().write(this.answer);
				client.shutdownOutput();
				client.getInputStream().transferTo(OutputStream.nullOutputStream());
			}
			catch (IOException ex) {
				// the next client, if the server is open
			}
		}
	}

}
