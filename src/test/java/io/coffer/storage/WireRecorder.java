package io.coffer.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A store that believes everything, checks nothing, and writes down what it was sent. It
 * has one object, or none.
 */
final class WireRecorder implements AutoCloseable {

	private static final String UPLOAD = "x-amz-meta-" + NewObject.UPLOAD;

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<Sent> requests = new CopyOnWriteArrayList<>();

	/** The metadata of the uploads that have begun, by path. */
	private final Map<String, String> uploads = new ConcurrentHashMap<>();

	/** The sizes of the objects, by path; parts count as soon as they are there. */
	private final Map<String, AtomicLong> sizes = new ConcurrentHashMap<>();

	private volatile boolean visible;

	/** Listens on loopback, with TLS if there is a context for that. */
	WireRecorder(@Nullable SSLContext tls) {
		InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
		try {
			this.server = (tls != null) ? HttpsServer.create(anyPort, 0) : HttpServer.create(anyPort, 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		if (this.server instanceof HttpsServer https) {
			https.setHttpsConfigurator(new HttpsConfigurator(Objects.requireNonNull(tls)));
		}
		this.server.createContext("/", this::answer);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	/** Every request so far, in the order of their arrival. */
	List<Sent> requests() {
		return this.requests;
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			Sent sent = new Sent(exchange);
			this.requests.add(sent);
			switch (sent.call()) {
				case "HEAD" -> head(exchange, sent);
				case "PUT" -> {
					begin(sent);
					this.visible = true;
					keep(exchange, sent);
				}
				case "POST uploads" -> {
					begin(sent);
					xml(exchange, "<InitiateMultipartUploadResult><Bucket>backups</Bucket><Key>laptop/b.zip</Key>"
							+ "<UploadId>upload-1</UploadId></InitiateMultipartUploadResult>");
				}
				case "PUT partNumber uploadId" -> keep(exchange, sent);
				case "POST uploadId" -> {
					this.visible = true;
					xml(exchange, "<CompleteMultipartUploadResult><ETag>\"e\"</ETag></CompleteMultipartUploadResult>");
				}
				case "GET" -> {
					exchange.getResponseHeaders().set("Content-Range", "bytes 1-2/5");
					exchange.sendResponseHeaders(206, 2);
					exchange.getResponseBody().write("rc".getBytes(UTF_8));
				}
				case "DELETE" -> exchange.sendResponseHeaders(204, -1);
				default -> xml(exchange, "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>");
			}
		}
	}

	private void begin(Sent sent) {
		this.visible = false;
		this.uploads.put(sent.path(), sent.header(UPLOAD));
		this.sizes.put(sent.path(), new AtomicLong());
	}

	private void keep(HttpExchange exchange, Sent sent) throws IOException {
		String decoded = sent.header("x-amz-decoded-content-length");
		long size = decoded.isEmpty() ? sent.body().length() : Long.parseLong(decoded);
		Objects.requireNonNull(this.sizes.get(sent.path())).addAndGet(size);
		exchange.getResponseHeaders().set("ETag", "\"e\"");
		exchange.sendResponseHeaders(200, -1);
	}

	private void head(HttpExchange exchange, Sent sent) throws IOException {
		@Nullable String upload = this.uploads.get(sent.path());
		if (!this.visible || upload == null) {
			exchange.sendResponseHeaders(404, -1);
			return;
		}
		exchange.getResponseHeaders().set(UPLOAD, upload);
		exchange.getResponseHeaders()
			.set("Content-Length", Objects.requireNonNull(this.sizes.get(sent.path())).toString());
		exchange.sendResponseHeaders(200, -1);
	}

	private static void xml(HttpExchange exchange, String document) throws IOException {
		byte[] bytes = document.getBytes(UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/xml");
		exchange.sendResponseHeaders(200, bytes.length);
		exchange.getResponseBody().write(bytes);
	}

	/**
	 * One request as it came.
	 *
	 * @param method such as {@code PUT}
	 * @param path as it was sent
	 * @param query the parameters as they were sent, by name
	 * @param headers by their lower-case names
	 * @param body the whole body, framing included
	 */
	record Sent(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {

		Sent(HttpExchange exchange) throws IOException {
			this(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(),
					query(exchange.getRequestURI().getRawQuery()), headers(exchange),
					new String(exchange.getRequestBody().readAllBytes(), UTF_8));
		}

		/** The header's value, or empty. */
		String header(String name) {
			return this.headers.getOrDefault(name, "");
		}

		/** The method and the names of the query's parameters, in their order. */
		String call() {
			return String.join(" ", this.method, String.join(" ", this.query.keySet())).strip();
		}

		/** The parts of the {@code Authorization} header, by name. */
		String signed(String part) {
			return header("authorization").replaceFirst(".*\\b" + part + "=([^,]*).*", "$1");
		}

		static Map<String, String> query(@Nullable String raw) {
			Map<String, String> parameters = new TreeMap<>();
			for (String parameter : (raw != null) ? raw.split("&") : new String[0]) {
				String[] parts = parameter.split("=", 2);
				parameters.put(parts[0], (parts.length > 1) ? parts[1] : "");
			}
			return parameters;
		}

		private static Map<String, String> headers(HttpExchange exchange) {
			Map<String, String> headers = new TreeMap<>();
			exchange.getRequestHeaders()
				.forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
			return headers;
		}

	}

}
