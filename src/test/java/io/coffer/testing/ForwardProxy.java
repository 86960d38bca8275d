package io.coffer.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A proxy as {@code HTTP_PROXY} names one. It takes every host for this machine, and
 * writes down how each connection begins.
 */
public final class ForwardProxy implements AutoCloseable {

	private static final String END_OF_HEAD = "\r\n\r\n";

	private final ServerSocket server;

	private final int target;

	private final @Nullable String authorization;

	private final List<String> heads = new CopyOnWriteArrayList<>();

	private final List<Socket> open = new CopyOnWriteArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	/**
	 * Leads to that port of this machine.
	 * @param authorization the only value of {@code Proxy-Authorization} that it takes,
	 * or null for all
	 */
	public ForwardProxy(int target, @Nullable String authorization) {
		this.target = target;
		this.authorization = authorization;
		try {
			this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.threads.execute(this::accept);
	}

	public int port() {
		return this.server.getLocalPort();
	}

	/** The head of the first request of every connection. */
	public List<String> heads() {
		return this.heads;
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket socket : this.open) {
			socket.close();
		}
		this.threads.shutdownNow();
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.server.accept();
				this.open.add(client);
				this.threads.execute(() -> serve(client));
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private void serve(Socket client) {
		try (client) {
			String head = head(client.getInputStream());
			this.heads.add(head);
			if (this.authorization != null && !head.contains("Proxy-Authorization: " + this.authorization + "\r\n")) {
				send(client, "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n"
						+ "Content-Length: 0\r\nConnection: close" + END_OF_HEAD);
				return;
			}
			try (Socket store = new Socket(InetAddress.getLoopbackAddress(), this.target)) {
				this.open.add(store);
				send(head.startsWith("CONNECT") ? client : store,
						head.startsWith("CONNECT") ? "HTTP/1.1 200 Go on" + END_OF_HEAD : head);
				this.threads.execute(() -> copy(store, client));
				copy(client, store);
			}
		}
		catch (IOException ex) {
			// either side has left
		}
	}

	private static void copy(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
			to.shutdownOutput();
		}
		catch (IOException ex) {
			// either side has left
		}
	}

	private static void send(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(ISO_8859_1));
	}

	private static String head(InputStream in) throws IOException {
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		while (!head.toString(ISO_8859_1).endsWith(END_OF_HEAD)) {
			int next = in.read();
			if (next < 0) {
				throw new IOException("No head");
			}
			head.write(next);
		}
		return head.toString(ISO_8859_1);
	}

}
