package io.coffer.security;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.coffer.callers.Caller;
import io.coffer.callers.Role;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * The least role of every route. What is not listed is the admin's alone, so a route that
 * was forgotten here is closed and not open.
 */
final class RouteTable {

	private final AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules;

	private RouteTable(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules) {
		this.rules = rules;
	}

	static void apply(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules) {
		new RouteTable(rules).apply();
	}

	private void apply() {
		open("/", "/index.html", "/console/**", "/webjars/picocss__pico/**", "/favicon.ico");
		this.rules.requestMatchers(POST, "/sign-in").permitAll();
		allow(Role.DEVICE, GET, "/me");
		open("/swagger-ui.html", "/swagger-ui/**", "/v3/api-docs/**", "/v3/api-docs.yaml");
		open("/actuator/health/**");
		allowWithAllVaults(Role.OPERATOR, "/actuator/prometheus", "/actuator/sbom/**", "/config", "/vaults");

		allow(Role.ADMIN, PUT, "/config");
		allow(Role.ADMIN, DELETE, "/config");
		allow(Role.ADMIN, POST, "/config/check", "/config/preview");

		allow(Role.DEVICE, GET, "/backups", "/backups/latest", "/backups/{key}", "/backups/{key}/content");
		allow(Role.DEVICE, POST, "/backups", "/backups/{key}/restore");
		allow(Role.DEVICE, PUT, "/backups/{key}");
		allow(Role.OPERATOR, POST, "/backups/delete", "/backups/{key}/verify");
		allow(Role.OPERATOR, DELETE, "/backups/{key}");

		allow(Role.DEVICE, GET, "/devices");
		allow(Role.OPERATOR, POST, "/devices/{name}/token");
		allow(Role.OPERATOR, DELETE, "/devices/{name}/token");

		allow(Role.ADMIN, GET, "/operators");
		allow(Role.ADMIN, POST, "/operators/{name}/token");
		allow(Role.ADMIN, DELETE, "/operators/{name}/token");

		allow(Role.OPERATOR, GET, "/retention");
		allow(Role.OPERATOR, POST, "/retention/preview", "/retention/apply");
		allow(Role.ADMIN, PUT, "/retention");

		allow(Role.OPERATOR, GET, "/vaults/{vault}");
		allow(Role.ADMIN, PUT, "/vaults/{vault}");
		allow(Role.ADMIN, DELETE, "/vaults/{vault}");

		this.rules.requestMatchers("/uploads/**").hasRole(Role.DEVICE.name());
		this.rules.requestMatchers("/error").permitAll();
		this.rules.anyRequest().hasRole(Role.ADMIN.name());
	}

	private void open(String... patterns) {
		this.rules.requestMatchers(GET, patterns).permitAll();
		this.rules.requestMatchers(HEAD, patterns).permitAll();
	}

	/**
	 * What is of the whole service is read by those who are in no vault of their own;
	 * what changes it is an admin's, who always is so.
	 */
	private void allowWithAllVaults(Role least, String... patterns) {
		for (HttpMethod method : List.of(GET, HEAD)) {
			this.rules.requestMatchers(method, patterns)
				.access((authentication, request) -> new AuthorizationDecision(
						authentication.get().getPrincipal() instanceof Caller caller && caller.role().includes(least)
								&& caller.hasAllVaults()));
		}
	}

	private void allow(Role least, HttpMethod method, String... patterns) {
		this.rules.requestMatchers(method, patterns).hasRole(least.name());
		if (method.equals(GET)) {
			this.rules.requestMatchers(HEAD, patterns).hasRole(least.name());
		}
	}

}
