package io.coffer.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;

/** Bearer tokens are the only way in; {@link RouteTable} says where to. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http, AuthenticationManager tokens, Refusals refusals) {
		AuthenticationFilter bearer = new AuthenticationFilter(tokens, new BearerTokenConverter());
		bearer.setSuccessHandler((request, response, authentication) -> {
		});
		bearer.setFailureHandler(refusals);
		return http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			// A browser sends no token by itself, unlike a cookie: nothing to forge
			.csrf(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.addFilterBefore(bearer, AnonymousAuthenticationFilter.class)
			.exceptionHandling((refused) -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
			.authorizeHttpRequests(RouteTable::apply)
			.build();
	}

	/** Checks tokens; because there is one, Boot makes no default user. */
	@Bean
	AuthenticationManager tokenAuthentication(Tokens tokens) {
		return (attempt) -> {
			if (!(attempt.getCredentials() instanceof Token token)) {
				throw new BadCredentialsException("Only bearer tokens are known");
			}
			return tokens.callerOf(token)
				.map(SecurityConfiguration::authenticated)
				.orElseThrow(() -> new BadCredentialsException("The bearer token is not known"));
		};
	}

	private static Authentication authenticated(Caller caller) {
		return UsernamePasswordAuthenticationToken.authenticated(caller, null,
				AuthorityUtils.createAuthorityList("ROLE_" + caller.role()));
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
