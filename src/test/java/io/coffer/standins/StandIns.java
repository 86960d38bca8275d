package io.coffer.standins;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stand-ins of one JVM, started by the first who asks; they end with the JVM. All but
 * MinIO's share one TLS listener, at port 443 where it can be bound. From then on the JVM
 * trusts their certificate and no other.
 */
public final class StandIns {

	private static final int HTTPS = 443;

	private static final Logger logger = LoggerFactory.getLogger(StandIns.class);

	/** Of the clouds' names, and of those by which {@code storage} records its calls. */
	private static final SSLContext TLS = TestCertificate.trusted(
			Stream
				.concat(clouds().stream().flatMap((rules) -> rules.hostNames().stream()),
						Stream.of("store.test", "*.store.test"))
				.toList());

	private static final List<StandIn> ALL = start();

	private StandIns() {
	}

	/** One for each provider. */
	public static List<StandIn> all() {
		return ALL;
	}

	/** The one of that name. */
	public static StandIn named(String name) {
		return ALL.stream().filter((standIn) -> standIn.toString().equals(name)).findFirst().orElseThrow();
	}

	/** What this JVM trusts, for another server of the tests. */
	public static SSLContext tls() {
		return TLS;
	}

	private static List<Rules> clouds() {
		return List.of(new AwsRules(), new R2Rules(), new OssRules(), new CosRules());
	}

	private static List<StandIn> start() {
		System.setProperty("sun.net.httpserver.nodelay", "true");
		try {
			HttpsServer tls = listenOnTls();
			tls.setHttpsConfigurator(new HttpsConfigurator(TLS));
			HttpServer plain = HttpServer.create(loopback(0), 0);
			List<StandIn> behindTls = clouds().stream()
				.map((rules) -> new StandIn(rules, url("https", rules.endpoint(), tls)))
				.toList();
			Rules minio = new MinioRules();
			List<StandIn> alone = List.of(new StandIn(minio, url("http", minio.endpoint(), plain)));
			serve(tls, behindTls);
			serve(plain, alone);
			return Stream.concat(behindTls.stream(), alone.stream()).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Only some users may bind the port that needs no mention in a URL. */
	private static HttpsServer listenOnTls() throws IOException {
		try {
			return HttpsServer.create(loopback(HTTPS), 0);
		}
		catch (BindException ex) {
			return HttpsServer.create(loopback(0), 0);
		}
	}

	private static InetSocketAddress loopback(int port) {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
	}

	private static URI url(String scheme, String host, HttpServer server) {
		int port = server.getAddress().getPort();
		return URI.create(scheme + "://" + host + ((port == HTTPS) ? "" : ":" + port));
	}

	private static void serve(HttpServer server, List<StandIn> standIns) {
		server.createContext("/", (exchange) -> answer(exchange, standIns));
		server.setExecutor(Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(task, "stand-in");
			thread.setDaemon(true);
			return thread;
		}));
		server.start();
	}

	private static void answer(HttpExchange exchange, List<StandIn> standIns) throws IOException {
		try (exchange) {
			answerTo(exchange, standIns).send(exchange);
		}
	}

	private static S3Answer answerTo(HttpExchange exchange, List<StandIn> standIns) throws IOException {
		try {
			S3Request request = S3Request.of(exchange);
			return standIns.stream()
				.filter((standIn) -> standIn.knows(request.hostName()))
				.findFirst()
				.orElseThrow(() -> new Refusal(400, "InvalidRequest", "Nobody here is called " + request.host()))
				.answer(request);
		}
		catch (Refusal ex) {
			return ex.answer();
		}
		catch (RuntimeException ex) {
			logger.error("A stand-in has a fault", ex);
			return new Refusal(500, "InternalError", "A stand-in has a fault").answer();
		}
	}

}
