package io.coffer.security;

import io.coffer.callers.KnownVaults;
import io.coffer.callers.Role;
import io.coffer.server.RequestLimits;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Bearer tokens are the only way in; {@link RouteTable} says where to. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	/**
	 * For the pages as for everything else. A page has its scripts, styles and data from
	 * Coffer alone, in no frame, and nothing inline but the style sheet in the logo of
	 * Swagger UI, known by its hash; {@code data:} is for icons. Downloads have a
	 * stricter policy.
	 */
	private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; "
			+ "style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='; img-src 'self' data:; "
			+ "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	/**
	 * What holds for each chain of filters: who is known then is bounded like anybody.
	 */
	@Bean
	Customizer<HttpSecurity> callers(Tokens known, KnownVaults vaults, OpenWork open, RequestLimits limits) {
		return (http) -> http
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			// No cookie and no session: a browser sends no token by itself, so there is
			// no
			// request to forge (OWASP, Cross-Site Request Forgery)
			.csrf(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.headers(SecurityConfiguration::headers)
			.addFilterAfter(new CallerFilter(known, vaults, open), AnonymousAuthenticationFilter.class)
			.addFilterAfter(limits.filter(), CallerFilter.class);
	}

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http, AuthenticationManager tokens,
			ProblemEntryPoint refusals) {
		AuthenticationFilter bearer = new AuthenticationFilter(tokens, new BearerTokenConverter());
		bearer.setSuccessHandler((request, response, authentication) -> {
		});
		bearer.setFailureHandler(refusals);
		return http.addFilterBefore(bearer, AnonymousAuthenticationFilter.class)
			.exceptionHandling((refused) -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
			.authorizeHttpRequests(RouteTable::apply)
			.build();
	}

	/**
	 * None: by default each filter and each decision is observed, which takes more of a
	 * short request than they do themselves. Requests are measured as a whole, and
	 * refusals by {@link RefusalMetrics}.
	 */
	@Bean
	SecurityObservationSettings observations() {
		return SecurityObservationSettings.noObservations();
	}

	private static void headers(HeadersConfigurer<HttpSecurity> headers) {
		headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_POLICY))
			.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.NO_REFERRER))
			.crossOriginOpenerPolicy((opener) -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
			.crossOriginResourcePolicy((resource) -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
			// Other services below Coffer's name are not Coffer's to decide about
			.httpStrictTransportSecurity((transport) -> transport.includeSubDomains(false));
	}

	/** Checks tokens; because there is one, Boot makes no default user. */
	@Bean
	AuthenticationManager tokenAuthentication(Tokens tokens) {
		return (attempt) -> {
			if (!(attempt.getCredentials() instanceof Token token)) {
				throw new BadCredentialsException("Only bearer tokens are known");
			}
			boolean ticket = BearerTokenConverter.TICKET.equals(attempt.getPrincipal());
			return (ticket ? tokens.findTicket(token) : tokens.find(token)).map(SecurityConfiguration::authenticated)
				.orElseThrow(() -> new BadCredentialsException("The bearer token is not known"));
		};
	}

	private static Authentication authenticated(Credential token) {
		return UsernamePasswordAuthenticationToken.authenticated(token.caller(), token,
				AuthorityUtils.createAuthorityList("ROLE_" + token.caller().role()));
	}

	@Bean
	RoleHierarchy roleHierarchy() {
		return RoleHierarchyImpl.withDefaultRolePrefix()
			.role(Role.ADMIN.name())
			.implies(Role.OPERATOR.name())
			.role(Role.OPERATOR.name())
			.implies(Role.DEVICE.name())
			.build();
	}

}
