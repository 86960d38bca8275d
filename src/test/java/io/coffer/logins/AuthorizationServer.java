package io.coffer.logins;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.coffer.testing.Coffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An issuer as applications have one: Spring Authorization Server on a port of its own,
 * with its discovery document, its keys and its tokens. It issues what it is asked for.
 */
final class AuthorizationServer implements AutoCloseable {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final JsonMapper JSON = new JsonMapper();

	private final AnnotationConfigServletWebServerApplicationContext context;

	AuthorizationServer() {
		this.context = new AnnotationConfigServletWebServerApplicationContext();
		this.context.register(Server.class);
		this.context.refresh();
	}

	/** What its tokens say in {@code iss}. */
	String issuer() {
		return "http://localhost:" + Objects.requireNonNull(this.context.getWebServer()).getPort();
	}

	/** A token that is good for Coffer, with these claims. */
	String token(Map<String, Object> claims) {
		return token(claims, -5, 300);
	}

	/** The same, good in that time: seconds from now. */
	String token(Map<String, Object> claims, long from, long until) {
		String form = "grant_type=client_credentials&from=" + from + "&until=" + until + "&claims="
				+ Coffer.encode(JSON.writeValueAsString(claims));
		HttpRequest request = HttpRequest.newBuilder(URI.create(issuer() + "/oauth2/token"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header("Authorization", "Basic YXBwOnNlY3JldA==")
			.POST(BodyPublishers.ofString(form))
			.build();
		return json(request).get("access_token").asString();
	}

	/** The public keys, as everybody gets them. */
	String keys() {
		return json(HttpRequest.newBuilder(URI.create(issuer() + "/oauth2/jwks")).build()).toString();
	}

	private static JsonNode json(HttpRequest request) {
		try {
			HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
			if (answer.statusCode() != 200) {
				throw new IllegalStateException(answer.statusCode() + " " + answer.body());
			}
			return JSON.readTree(answer.body());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	/** No component, or Coffer would find it beside its own. */
	@EnableWebSecurity
	static class Server {

		@Bean
		TomcatServletWebServerFactory web() {
			TomcatServletWebServerFactory web = new TomcatServletWebServerFactory(0);
			// Without a servlet, no request gets as far as the filters
			web.setRegisterDefaultServlet(true);
			web.setAddress(InetAddress.getLoopbackAddress());
			return web;
		}

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.oauth2AuthorizationServer((server) -> server.oidc(Customizer.withDefaults()))
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.build();
		}

		@Bean
		AuthorizationServerSettings settings() {
			return AuthorizationServerSettings.builder().build();
		}

		@Bean
		RegisteredClientRepository clients() {
			return new InMemoryRegisteredClientRepository(RegisteredClient.withId("app")
				.clientId("app")
				.clientSecret("{noop}secret")
				.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
				.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
				.build());
		}

		@Bean
		JWKSource<SecurityContext> keys() throws JOSEException {
			RSAKey key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
			return new ImmutableJWKSet<>(new JWKSet(key));
		}

		/** For what users may ask it about themselves. */
		@Bean
		JwtDecoder decoder(JWKSource<SecurityContext> keys) {
			return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
		}

		@Bean
		OAuth2TokenCustomizer<JwtEncodingContext> claims() {
			return (token) -> {
				JwtClaimsSet.Builder claims = token.getClaims();
				Instant from = Instant.now().plusSeconds(Long.parseLong(asked(token, "from")));
				claims.issuedAt(from)
					.notBefore(from)
					.expiresAt(Instant.now().plusSeconds(Long.parseLong(asked(token, "until"))));
				JSON.readTree(asked(token, "claims"))
					.properties()
					.forEach((claim) -> claims.claim(claim.getKey(), JSON.treeToValue(claim.getValue(), Object.class)));
			};
		}

		private static String asked(JwtEncodingContext token, String parameter) {
			OAuth2ClientCredentialsAuthenticationToken grant = Objects.requireNonNull(token.getAuthorizationGrant());
			return Objects.requireNonNull(grant.getAdditionalParameters().get(parameter)).toString();
		}

	}

}
