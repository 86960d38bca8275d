package io.coffer.security;

import io.coffer.callers.Caller;
import io.coffer.callers.KnownVaults;
import io.coffer.limits.ShareKey;
import io.coffer.limits.Work;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells whose work a request is, as soon as its token is known: it has that caller's
 * share of what is scarce, and ends with the token. Nobody of a disabled vault gets
 * further, whatever the credential.
 */
class CallerFilter extends OncePerRequestFilter {

	private final Tokens tokens;

	private final KnownVaults vaults;

	private final OpenWork open;

	CallerFilter(Tokens tokens, KnownVaults vaults, OpenWork open) {
		this.tokens = tokens;
		this.vaults = vaults;
		this.open = open;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication != null && authentication.getCredentials() instanceof Credential token
				&& authentication.getPrincipal() instanceof Caller caller) {
			Work work = Work.current();
			work.belongsTo(new ShareKey(caller.in(null).name(), caller.role().name(), caller.name()));
			try (OpenWork.Entry entry = this.open.add(token, work)) {
				// One that is revoked from here on is ended; one that was before is found
				if (!this.tokens.isNotRevoked(token)) {
					throw OpenWork.revoked();
				}
				if (this.vaults.keepsOut(caller)) {
					throw KnownVaults.disabled();
				}
				chain.doFilter(request, response);
			}
		}
		else {
			chain.doFilter(request, response);
		}
	}

}
