package io.coffer.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the ticket out of {@code /uploads/t/<ticket>/s3/...}, so that nothing behind it
 * sees another path than that of a request with a header: no route, no log, no problem.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TicketFilter extends OncePerRequestFilter {

	private static final String TICKET = TicketFilter.class.getName() + ".ticket";

	private static final Pattern PATH = Pattern.compile("/uploads/t/([^/]*)(/s3/.*)");

	/** The ticket of the request's path, or null. */
	static @Nullable String ticket(HttpServletRequest request) {
		return (String) request.getAttribute(TICKET);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String context = request.getContextPath();
		Matcher path = PATH.matcher(request.getRequestURI().substring(context.length()));
		if (!path.matches()) {
			chain.doFilter(request, response);
			return;
		}
		request.setAttribute(TICKET, path.group(1));
		chain.doFilter(new WithoutTicket(request, path.group(1)), response);
	}

	private static final class WithoutTicket extends HttpServletRequestWrapper {

		private final String segments;

		WithoutTicket(HttpServletRequest request, String ticket) {
			super(request);
			this.segments = "/t/" + ticket + "/";
		}

		@Override
		public String getRequestURI() {
			return super.getRequestURI().replace(this.segments, "/");
		}

		@Override
		public StringBuffer getRequestURL() {
			return new StringBuffer(super.getRequestURL().toString().replace(this.segments, "/"));
		}

		/** Decoded, as Tomcat has it; a ticket has nothing to decode. */
		@Override
		public String getServletPath() {
			return super.getServletPath().replace(this.segments, "/");
		}

	}

}
