package io.coffer.server;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.swagger.v3.oas.annotations.Hidden;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Runs a test against Tomcat with low limits and two routes, open to all. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestComponent
@SpringBootTest(classes = ServerTest.Open.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "server.tomcat.connection-timeout=2s", "server.tomcat.max-connections=40",
				"coffer.upload.max-size=1MB", "coffer.upload.stall-timeout=2s", "coffer.connections.stall-timeout=2s",
				"coffer.requests.max=2", "coffer.requests.strangers=1", "spring.threads.virtual.enabled=false",
				"spring.security.user.name=caller", "spring.security.user.password={noop}secret",
				"management.endpoint.health.validate-group-membership=false" })
@interface ServerTest {

	/** The header of a caller; without it a request is a stranger's. */
	String CALLER = "Authorization: Basic Y2FsbGVyOnNlY3JldA==";

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ComponentScan(basePackages = { "io.coffer.web", "io.coffer.server" },
			excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
	@Import(Routes.class)
	class Open {

		@Bean
		SecurityFilterChain everybody(HttpSecurity http, RequestLimits limits) {
			return http.csrf(AbstractHttpConfigurer::disable)
				.httpBasic(Customizer.withDefaults())
				.addFilterAfter(limits.filter(), AnonymousAuthenticationFilter.class)
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.build();
		}

		@Bean
		ReadOn readOn() {
			return new ReadOn(new AtomicInteger(), new AtomicInteger());
		}

	}

	/**
	 * Lets every refused body be read, and counts.
	 *
	 * @param begun how often that began
	 * @param ended how often it ended
	 */
	record ReadOn(AtomicInteger begun, AtomicInteger ended) implements RefusedBodies {

		@Override
		public Optional<Runnable> begin(Principal caller) {
			this.begun.incrementAndGet();
			return Optional.of(this.ended::incrementAndGet);
		}

	}

	@Hidden
	@RestController
	class Routes {

		/** More than two sockets hold. */
		static final int LARGE = 32 * 1024 * 1024;

		@GetMapping("/large")
		byte[] large() {
			return new byte[LARGE];
		}

		@PostMapping("/refused")
		void refuse() {
			throw new ProblemException(ProblemType.BACKUP_EXISTS, "Not so.");
		}

	}

}
