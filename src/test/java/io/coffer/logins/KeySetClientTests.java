package io.coffer.logins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import io.coffer.callers.Role;
import io.coffer.network.AddressPolicy.ForbiddenAddressException;
import io.coffer.network.ProxySelection;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class KeySetClientTests {

	private static final ProxySelection NO_PROXY = new ProxySelection((name) -> null, (name) -> null);

	private final HostileIssuer issuer = new HostileIssuer();

	private final CountDownLatch end = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.end.countDown();
		this.issuer.close();
	}

	@Test
	void keysAreFetchedFromWhereTheSettingsSay() throws IOException {
		assertThat(given().fetch().getKeys()).containsExactly(this.issuer.key());
	}

	@Test
	void keysAreFetchedFromWhereTheIssuerSays() throws IOException {
		discovery(this.issuer.issuer(), this.issuer.keysUrl());

		assertThat(discovering().fetch().getKeys()).containsExactly(this.issuer.key());
	}

	@Test
	void aRealIssuerIsUnderstood() throws Exception {
		try (AuthorizationServer real = new AuthorizationServer()) {
			assertThat(client(real.issuer(), null).fetch().getKeys())
				.containsExactlyElementsOf(JWKSet.parse(real.keys()).getKeys())
				.noneMatch(JWK::isPrivate);
		}
	}

	@Test
	void aDocumentOfAnotherIssuerIsRefused() {
		discovery(this.issuer.issuer() + "/", this.issuer.keysUrl());

		fails(discovering(), "of another issuer");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://keys.example.org/keys", "file:///etc/passwd", "", "null", "keys" })
	void aDocumentThatLeadsAstrayIsNotFollowed(String keys) {
		discovery(this.issuer.issuer(), keys);

		fails(discovering(), "https://");
	}

	@Test
	void aMetadataServiceIsNeverCalled() {
		assertThatExceptionOfType(ForbiddenAddressException.class)
			.isThrownBy(client(this.issuer.issuer(), "https://169.254.169.254/keys")::fetch);
	}

	@Test
	void aRedirectIsNotFollowed() {
		this.issuer.answerBy((exchange) -> {
			exchange.getResponseHeaders().set("Location", this.issuer.keysUrl());
			exchange.sendResponseHeaders(302, -1);
		});

		fails(given(), "302");
		assertThat(this.issuer.asked()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{}", "<html>", "{\"keys\":7}" })
	void whatIsNoKeySetIsRefused(String answer) {
		this.issuer.answer(answer);

		fails(given(), "is no JSON Web Key Set");
	}

	@Test
	void anEndlessAnswerIsGivenUp() {
		this.issuer.answerBy((exchange) -> {
			exchange.sendResponseHeaders(200, 0);
			byte[] much = new byte[64 * 1024];
			while (this.end.getCount() > 0) {
				exchange.getResponseBody().write(much);
			}
		});

		fails(given(), "larger than");
	}

	@Test
	void anAnswerThatDripsIsGivenUp() {
		this.issuer.answerBy(this::drip);

		fails(given(), "");
	}

	@Test
	void anAnswerThatDoesNotComeIsGivenUp() {
		this.issuer.answerBy((exchange) -> await());

		fails(given(), "");
	}

	/** Never silent for long, and never at an end. */
	private void drip(HttpExchange exchange) throws IOException {
		exchange.sendResponseHeaders(200, 0);
		OutputStream body = exchange.getResponseBody();
		try {
			while (!this.end.await(20, TimeUnit.MILLISECONDS)) {
				body.write(' ');
				body.flush();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void await() {
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void discovery(String issuer, String keys) {
		String document = new JsonMapper().writeValueAsString(Map.of("issuer", issuer, "jwks_uri", keys));
		this.issuer.answerBy((exchange) -> {
			String path = exchange.getRequestURI().getPath();
			boolean asked = path.equals("/.well-known/openid-configuration");
			HostileIssuer.send(exchange, asked ? document : new JWKSet(this.issuer.key()).toString());
		});
	}

	private static void fails(KeySetClient client, String message) {
		assertThatExceptionOfType(IOException.class).isThrownBy(client::fetch).withMessageContaining(message);
	}

	private KeySetClient given() {
		return client(this.issuer.issuer(), this.issuer.keysUrl());
	}

	private KeySetClient discovering() {
		return client(this.issuer.issuer(), null);
	}

	private static KeySetClient client(String issuer, @Nullable String keys) {
		return new KeySetClient(new Issuer(issuer, Optional.ofNullable(keys).map(URI::create), Set.of(), "coffer",
				"sub", "app-", Optional.empty(), Role.DEVICE, false), NO_PROXY, Duration.ofSeconds(2));
	}

}
