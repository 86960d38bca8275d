package io.coffer.web;

import io.coffer.server.RequestLimits;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/**
 * Runs a test against this package and Tomcat's alone on a real Tomcat, every route open
 * to callers and strangers. A test component, so that scans for other tests pass over
 * what is nested here.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestComponent
@SpringBootTest(classes = WebTest.Open.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "coffer.upload.stall-timeout=1s", "spring.security.user.name=caller",
				"spring.security.user.password={noop}secret",
				"management.endpoint.health.validate-group-membership=false" })
@interface WebTest {

	/** The header of a caller; without it a request is a stranger's. */
	String CALLER = "Authorization: Basic Y2FsbGVyOnNlY3JldA==";

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ComponentScan(basePackages = { "io.coffer.web", "io.coffer.server" },
			excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
	@Import({ ProblemAdviceTests.Desk.class, InvalidInputTests.Form.class, RequestBodyTests.Counter.class,
			JsonOnlyConfigurationTests.Shelf.class, OpenApiTests.Catalogue.class, OutsideMvcTests.Doorman.class })
	class Open {

		@Bean
		SecurityFilterChain everybody(HttpSecurity http, RequestLimits limits) {
			return http.csrf(AbstractHttpConfigurer::disable)
				.httpBasic(Customizer.withDefaults())
				.addFilterAfter(limits.filter(), AnonymousAuthenticationFilter.class)
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.build();
		}

	}

}
