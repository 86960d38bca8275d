import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A store that lists backups which it makes up, each page at the same cost, however many there are. PUT /count/N says how many.
 * What Coffer itself remembers it keeps.
 */
class Listed {

	static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

	static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

	static final Map<String, byte[]> kept = new ConcurrentHashMap<>();

	static volatile int count;

	public static void main(String[] args) throws Exception {
		System.setProperty("sun.net.httpserver.nodelay", "true");
		HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 0);
		server.setExecutor(Executors.newCachedThreadPool());
		server.createContext("/", (exchange) -> {
			try (exchange) {
				answer(exchange);
			}
		});
		server.start();
	}

	static void answer(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		byte[] body = exchange.getRequestBody().readAllBytes();
		Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
		switch (exchange.getRequestMethod()) {
			case "PUT" -> {
				if (path.startsWith("/count/")) {
					count = Integer.parseInt(path.substring("/count/".length()));
				}
				else {
					kept.put(path, body);
				}
				send(exchange, 200, new byte[0]);
			}
			case "DELETE" -> {
				kept.remove(path);
				send(exchange, 204, new byte[0]);
			}
			default -> {
				boolean lists = query.containsKey("list-type");
				byte[] answer = lists ? page(query).getBytes(UTF_8) : kept.get(path);
				send(exchange, (answer != null) ? 200 : 404, (answer != null) ? answer : new byte[0]);
			}
		}
	}

	static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", "application/xml");
		boolean sent = body.length > 0 && !exchange.getRequestMethod().equals("HEAD");
		exchange.sendResponseHeaders(status, sent ? body.length : -1);
		if (sent) {
			exchange.getResponseBody().write(body);
		}
	}

	static String page(Map<String, String> query) {
		boolean root = query.getOrDefault("prefix", "").isEmpty();
		int first = Integer.parseInt(query.getOrDefault("continuation-token", "0"));
		int last = root ? Math.min(count, first + Integer.parseInt(query.getOrDefault("max-keys", "1000"))) : first;
		boolean more = root && last < count;
		StringBuilder xml = new StringBuilder("<ListBucketResult><IsTruncated>").append(more).append("</IsTruncated>");
		if (more) {
			xml.append("<NextContinuationToken>").append(last).append("</NextContinuationToken>");
		}
		for (int i = first; i < last; i++) {
			Instant time = FIRST.plusSeconds(i);
			String hex = Integer.toHexString(i);
			xml.append("<Contents><Key>bench.").append(TIME.format(time)).append(".computer-").append(i % 7).append('.')
				.append("0".repeat(12 - hex.length())).append(hex).append(".zip</Key><LastModified>").append(time)
				.append("</LastModified><ETag>&quot;").append(hex).append("&quot;</ETag><Size>22</Size></Contents>");
		}
		if (!root) {
			kept.keySet().stream().map(Listed::key).filter((key) -> key.startsWith(query.get("prefix"))).sorted()
				.forEach((key) -> xml.append("<Contents><Key>").append(URLEncoder.encode(key, UTF_8)).append("</Key><LastModified>")
					.append(FIRST).append("</LastModified><Size>1</Size></Contents>"));
		}
		return xml.append("<EncodingType>url</EncodingType></ListBucketResult>").toString();
	}

	static String key(String path) {
		return path.substring(path.indexOf('/', 1) + 1);
	}

	static Map<String, String> query(String raw) {
		return Arrays.stream(((raw != null) ? raw : "").split("&")).map((each) -> each.split("=", 2)).filter((each) -> each.length == 2)
			.collect(Collectors.toMap((each) -> each[0], (each) -> URLDecoder.decode(each[1], UTF_8)));
	}

}
