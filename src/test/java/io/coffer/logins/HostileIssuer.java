package io.coffer.logins;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An issuer that signs anything and answers as it is told to, where a real one always
 * does the right thing.
 */
final class HostileIssuer implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private final AtomicInteger asked = new AtomicInteger();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	private volatile ECKey key = newKey();

	private volatile HttpHandler answer = this::keys;

	HostileIssuer() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/", (exchange) -> {
			this.asked.incrementAndGet();
			try (exchange) {
				this.answer.handle(exchange);
			}
		});
		this.server.start();
	}

	String issuer() {
		return "http://localhost:" + this.server.getAddress().getPort();
	}

	/** Where its keys are. */
	String keysUrl() {
		return issuer() + "/keys";
	}

	/** How often it was asked for anything. */
	int asked() {
		return this.asked.get();
	}

	/** Answers like that from now on. */
	void answerBy(HttpHandler answer) {
		this.answer = answer;
	}

	/** Answers with that text from now on. */
	void answer(String text) {
		this.answer = (exchange) -> send(exchange, text);
	}

	/** Answers with its keys again. */
	void behave() {
		this.answer = this::keys;
	}

	/** Signs with a new key from now on, and shows that one alone. */
	void changeKey() {
		this.key = newKey();
	}

	JWK key() {
		return this.key.toPublicJWK();
	}

	private void keys(HttpExchange exchange) throws IOException {
		send(exchange, new JWKSet(this.key.toPublicJWK()).toString());
	}

	static void send(HttpExchange exchange, String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(200, bytes.length);
		exchange.getResponseBody().write(bytes);
	}

	/** A token that is good for Coffer, but for these claims; null takes one away. */
	String token(Map<String, ? extends @Nullable Object> claims) {
		return sign(this.key, "JWT", claims(issuer(), claims));
	}

	/** Claims of such a token. */
	static String claims(String issuer, Map<String, ? extends @Nullable Object> more) {
		Map<String, @Nullable Object> claims = new HashMap<>();
		claims.put("iss", issuer);
		claims.put("sub", "somebody");
		claims.put("aud", "coffer");
		claims.put("exp", Instant.now().getEpochSecond() + 300);
		claims.putAll(more);
		claims.values().removeIf((value) -> value == null);
		return JSON.writeValueAsString(claims);
	}

	/** Signs with its key, whatever it says and is said to be. */
	String sign(@Nullable String type, String claims) {
		return sign(this.key, type, claims);
	}

	static String sign(ECKey key, @Nullable String type, String claims) {
		JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID());
		return sign(key, (type != null) ? header.type(new JOSEObjectType(type)) : header, claims);
	}

	static String sign(JWK key, JWSHeader.Builder header, String claims) {
		try {
			JWSHeader built = header.build();
			JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(key, built.getAlgorithm());
			JWSObject token = new JWSObject(built, new Payload(claims));
			token.sign(signer);
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static ECKey newKey() {
		try {
			return new ECKeyGenerator(Curve.P_256).keyID(UUID.randomUUID().toString()).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
