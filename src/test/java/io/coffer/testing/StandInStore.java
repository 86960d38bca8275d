package io.coffer.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.coffer.providers.Addressing;
import io.coffer.providers.S3Settings;
import io.coffer.storage.ListedObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/**
 * A store that keeps small objects in memory and can be told to misbehave, as no real one
 * can. It asks for no signature.
 */
public final class StandInStore implements AutoCloseable {

	private static final String UPLOAD = "x-amz-meta-coffer-upload";

	static {
		// Else the head of an answer waits for the body's packet to be acknowledged
		System.setProperty("sun.net.httpserver.nodelay", "true");
	}

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

	private final Map<String, String> uploads = new ConcurrentHashMap<>();

	private final Map<String, HttpHandler> misbehaviour = new ConcurrentHashMap<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private volatile List<ListedObject> madeUp = List.of();

	private volatile int pageSize = 1000;

	private volatile Comparator<String> order = Comparator.naturalOrder();

	public StandInStore() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::handle);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	/** How Coffer reaches it. */
	public S3Settings settings() {
		return new S3Settings(URI.create("http://127.0.0.1:" + this.server.getAddress().getPort()), "us-east-1",
				"bucket", "key", "secret", "", Addressing.PATH, null);
	}

	/**
	 * Answers requests of that kind in this way: PUT, HEAD, GET, DELETE, LIST or, for the
	 * older call, OLD-LIST.
	 */
	public StandInStore answer(String kind, HttpHandler misbehaving) {
		this.misbehaviour.put(kind, misbehaving);
		return this;
	}

	/**
	 * Lists that many objects and nothing else, in the order of their keys. None is held:
	 * each is made up when it is asked for.
	 */
	public StandInStore list(int count, IntFunction<ListedObject> object) {
		this.madeUp = new AbstractList<>() {
			@Override
			public ListedObject get(int index) {
				return object.apply(index);
			}

			@Override
			public int size() {
				return count;
			}
		};
		return this;
	}

	/** Lists at most so many objects at a time. */
	public StandInStore pageSize(int objects) {
		this.pageSize = objects;
		return this;
	}

	/** Lists what it holds in this order. */
	public StandInStore order(Comparator<String> order) {
		this.order = order;
		return this;
	}

	/** Keeps other bytes than it was sent, as a disk that decays. */
	public void replace(String path, byte[] bytes) {
		this.objects.put(path, bytes);
	}

	/** Keeps nothing of what the request would have stored. */
	public void forget(HttpExchange exchange) {
		this.objects.remove(path(exchange));
		this.uploads.remove(path(exchange));
	}

	/** Takes the request for one of the older listing call. */
	public void listAsEver(HttpExchange exchange, boolean namesTheMarker) throws IOException {
		sendXml(exchange, 200, page(exchange).older(namesTheMarker));
	}

	/** Sends an XML document. */
	public static void sendXml(HttpExchange exchange, int status, String xml) throws IOException {
		send(exchange, status, "application/xml", xml.getBytes(StandardCharsets.UTF_8));
	}

	/** The kind of every request so far. */
	public List<String> requests() {
		return this.requests;
	}

	/** The paths of the objects that are there, but for what Coffer itself remembers. */
	public List<String> paths() {
		return this.objects.keySet().stream().filter((path) -> !PlainS3.isFact(path)).toList();
	}

	/** The id of the upload that made the object of that path, empty if there is none. */
	public String upload(String path) {
		return this.uploads.getOrDefault(path, "");
	}

	/** Sends an answer; a body of unknown length if there is none. */
	public static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.sendResponseHeaders(status, 0);
		exchange.getResponseBody().write(body);
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = exchange.getRequestBody().readAllBytes();
			String kind = kind(exchange);
			this.requests.add(kind);
			HttpHandler misbehaving = this.misbehaviour.get(kind);
			if (kind.equals("PUT")) {
				String upload = exchange.getRequestHeaders().getFirst(UPLOAD);
				this.uploads.put(path(exchange), (upload != null) ? upload : "");
				this.objects.put(path(exchange), body);
			}
			if (misbehaving != null) {
				misbehaving.handle(exchange);
			}
			else {
				behave(exchange);
			}
		}
	}

	/** Answers as a store should. */
	public void behave(HttpExchange exchange) throws IOException {
		String kind = kind(exchange);
		byte[] stored = this.objects.get(path(exchange));
		switch (kind) {
			case "PUT" -> exchange.sendResponseHeaders(200, -1);
			case "DELETE" -> {
				this.objects.remove(path(exchange));
				exchange.sendResponseHeaders(204, -1);
			}
			case "LIST" -> sendXml(exchange, 200, page(exchange).newer());
			case "OLD-LIST" -> listAsEver(exchange, true);
			default -> {
				if (stored == null) {
					exchange.sendResponseHeaders(404, -1);
					return;
				}
				exchange.getResponseHeaders().set(UPLOAD, this.uploads.get(path(exchange)));
				String range = exchange.getRequestHeaders().getFirst("Range");
				byte[] answer = (range != null) ? part(stored, range) : stored;
				if (range != null) {
					exchange.getResponseHeaders().set("Content-Range", range.replace('=', ' ') + "/" + stored.length);
				}
				exchange.getResponseHeaders().set("Content-Length", String.valueOf(answer.length));
				boolean get = kind.equals("GET");
				exchange.sendResponseHeaders((range != null) ? 206 : 200, get ? answer.length : -1);
				if (get) {
					exchange.getResponseBody().write(answer);
				}
			}
		}
	}

	/** Only {@code bytes=first-last} is understood. */
	private static byte[] part(byte[] whole, String range) {
		int dash = range.indexOf('-');
		return Arrays.copyOfRange(whole, Integer.parseInt(range.substring("bytes=".length(), dash)),
				Integer.parseInt(range.substring(dash + 1)) + 1);
	}

	private ListedPage page(HttpExchange exchange) {
		if (!this.madeUp.isEmpty()) {
			return ListedPage.of(this.madeUp, exchange.getRequestURI(), this.pageSize);
		}
		List<ListedObject> stored = this.objects.entrySet()
			.stream()
			.map((object) -> new ListedObject(object.getKey().substring("/bucket/".length()), object.getValue().length,
					Instant.parse("2025-01-01T00:00:00Z"), "", null))
			.sorted(Comparator.comparing(ListedObject::key, this.order))
			.toList();
		return ListedPage.of(stored, exchange.getRequestURI(), this.pageSize);
	}

	private static String kind(HttpExchange exchange) {
		String query = exchange.getRequestURI().getRawQuery();
		if (query != null && query.contains("list-type=2")) {
			return "LIST";
		}
		boolean bucket = path(exchange).matches("/bucket/?");
		return (bucket && exchange.getRequestMethod().equals("GET")) ? "OLD-LIST" : exchange.getRequestMethod();
	}

	private static String path(HttpExchange exchange) {
		return exchange.getRequestURI().getPath();
	}

}
