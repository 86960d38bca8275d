package io.coffer.console;

import io.coffer.storage.Storage;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets the console's page send archives to the bucket in force, and nowhere else besides
 * Coffer (Content Security Policy Level 3). Every other page has the policy of
 * {@code security}.
 */
@Component
class ContentPolicyFilter extends OncePerRequestFilter {

	private static final Set<String> PAGES = Set.of("/", "/index.html");

	private static final String HEADER = "Content-Security-Policy";

	/** What the grammar of a source expression takes: no IPv6 address, for one. */
	private static final Pattern SOURCE = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]+)?");

	private final Storage storage;

	ContentPolicyFilter(Storage storage) {
		this.storage = storage;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !PAGES.contains(request.getRequestURI().substring(request.getContextPath().length()));
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		response.setHeader(HEADER, policy());
		chain.doFilter(request, response);
	}

	private String policy() {
		return "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; "
				+ "connect-src 'self'" + bucket().map((origin) -> " " + origin).orElse("")
				+ "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
	}

	private Optional<String> bucket() {
		return this.storage.view()
			.map((view) -> view.settings().clientOrigin())
			.filter((origin) -> SOURCE.matcher(origin).matches());
	}

}
