package io.coffer.embedded;

import io.coffer.problems.StartRefusedException;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.springframework.util.unit.DataSize;

/** A running S3 server over a directory; each of its directories is a bucket. */
final class EmbeddedS3Server {

	/** As on S3: what one PutObject or UploadPart may carry. */
	private static final DataSize LARGEST_PUT = DataSize.ofGigabytes(5);

	/**
	 * Bodies that are neither aws-chunked nor unsigned are held on the heap until their
	 * signature is checked: enough for a small tool's parts.
	 */
	private static final DataSize LARGEST_HELD_BODY = DataSize.ofMegabytes(16);

	private static final DataSize ALL_HELD_BODIES = DataSize.ofMegabytes(64);

	/** 200 transfers at once, and the threads that Jetty keeps for itself. */
	private static final int THREADS = 256;

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private final S3Proxy proxy;

	private EmbeddedS3Server(S3Proxy proxy) {
		this.proxy = proxy;
	}

	/**
	 * Starts to serve.
	 * @param origins those of pages whose browsers may use presigned URLs
	 * @throws StartRefusedException if the address cannot be bound
	 */
	static EmbeddedS3Server start(Path directory, InetAddress address, int port, EmbeddedCredentials credentials,
			List<String> origins) {
		EmbeddedS3Server server = new EmbeddedS3Server(S3Proxy.builder()
			.blobStore(new PrivateBlobStore(directory, StoreDirectory.hasHardLinks(directory)))
			.endpoint(url(address, port))
			.awsAuthentication(AuthenticationType.AWS_V4, credentials.accessKeyId(), credentials.secretAccessKey())
			.maxSinglePartObjectSize(LARGEST_PUT.toBytes())
			.v4MaxNonChunkedRequestSize(LARGEST_HELD_BODY.toBytes())
			.ignoreUnknownHeaders(true)
			.jettyMaxThreads(THREADS)
			.stopTimeout(STOP_TIMEOUT.toMillis())
			.build());
		try {
			server.wrapHandler(origins);
			server.proxy.start();
			return server;
		}
		catch (IOException ex) {
			server.stop();
			throw new StartRefusedException(
					"The embedded store cannot listen on %s port %s. Set COFFER_EMBEDDED_PORT to a free port, or COFFER_EMBEDDED_ADDRESS to an address of this machine."
						.formatted(address.getHostAddress(), port),
					ex);
		}
		catch (Exception ex) {
			server.stop();
			throw new StartRefusedException("The embedded store did not start", ex);
		}
		catch (Error ex) {
			server.stop();
			throw ex;
		}
	}

	/** S3Proxy keeps its Jetty to itself, and bounds one body only. */
	private void wrapHandler(List<String> origins) throws ReflectiveOperationException {
		Field field = S3Proxy.class.getDeclaredField("server");
		field.setAccessible(true);
		Server jetty = (Server) field.get(this.proxy);
		long total = Math.min(ALL_HELD_BODIES.toBytes(), Runtime.getRuntime().maxMemory() / 4);
		Handler bounded = new BodyMemoryLimit(new PresignedForms(jetty.getHandler()), (int) LARGEST_HELD_BODY.toBytes(),
				(int) Math.max(total, LARGEST_HELD_BODY.toBytes()));
		jetty.setHandler(origins.isEmpty() ? bounded : crossOrigin(bounded, origins));
	}

	/**
	 * Answers the questions of browsers, which carry no signature that counts: S3Proxy's
	 * own rules refuse them once a URL has expired, and the page would not learn why.
	 */
	private static Handler crossOrigin(Handler handler, List<String> origins) {
		CrossOriginHandler rules = new CrossOriginHandler();
		rules.setAllowedOriginPatterns(origins.stream().map(Pattern::quote).collect(Collectors.toSet()));
		rules.setAllowedMethods(Set.of("GET", "HEAD", "PUT"));
		rules.setAllowedHeaders(Set.of("*"));
		rules.setExposedHeaders(Set.of("ETag"));
		rules.setHandler(handler);
		return rules;
	}

	static URI url(InetAddress address, int port) {
		String host = address.getHostAddress();
		return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
	}

	int port() {
		return this.proxy.getPort();
	}

	void stop() {
		try {
			this.proxy.stop();
		}
		catch (Exception ex) {
			throw new IllegalStateException("The embedded store did not stop", ex);
		}
	}

}
