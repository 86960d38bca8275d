package io.coffer.web;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * Lets pages of the configured origins call Coffer (the CORS protocol of the Fetch
 * standard). It comes before the tokens, since a browser asks for leave without one, and
 * its headers are on refusals too. To every other origin Coffer says nothing of CORS, so
 * that browsers keep the answer from the page.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
@EnableConfigurationProperties(CorsProperties.class)
class CrossOriginFilter extends CorsFilter {

	private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE");

	private static final List<String> READABLE = List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG, HttpHeaders.ALLOW,
			HttpHeaders.RETRY_AFTER, HttpHeaders.CONTENT_DISPOSITION, HttpHeaders.CONTENT_RANGE,
			HttpHeaders.ACCEPT_RANGES, HttpHeaders.WWW_AUTHENTICATE, RequestId.HEADER, "Coffer-Newer-Backup");

	private static final Duration REMEMBERED = Duration.ofHours(1);

	private final Set<String> origins;

	CrossOriginFilter(CorsProperties properties) {
		super((request) -> rules(properties.allowedOrigins()));
		this.origins = Set.copyOf(properties.allowedOrigins());
		setCorsProcessor(new Refusing());
	}

	/**
	 * No credentials: those are cookies, and Coffer has none. A token is a header that
	 * the page sets itself. Which headers it sets is of no danger.
	 */
	private static CorsConfiguration rules(List<String> origins) {
		CorsConfiguration rules = new CorsConfiguration();
		rules.setAllowedOrigins(origins);
		rules.setAllowedMethods(METHODS);
		rules.setAllowedHeaders(List.of(CorsConfiguration.ALL));
		rules.setExposedHeaders(READABLE);
		rules.setAllowCredentials(false);
		rules.setMaxAge(REMEMBERED);
		return rules;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		return origin == null || !this.origins.contains(origin);
	}

	/** Of a known origin nothing but its method can be refused. */
	private static final class Refusing extends DefaultCorsProcessor {

		@Override
		protected void rejectRequest(ServerHttpResponse response) {
			throw new ProblemException(ProblemType.METHOD_NOT_ALLOWED, "No route knows this method.");
		}

	}

}
