package io.coffer.s3door;

import io.coffer.keypairs.KeyPairs;
import io.coffer.server.FurtherPort;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/** Signatures are the only way in at the port of the S3 API, and lead to nothing else. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "coffer.s3-door.enabled", matchIfMissing = true)
class DoorSecurity {

	@Bean
	@Order(0)
	SecurityFilterChain doorFilterChain(HttpSecurity http, KeyPairs pairs, S3Operations operations,
			ApplicationEventPublisher events, Clock clock) {
		return http.securityMatcher(FurtherPort::isOf)
			.addFilterBefore(new AwaitedBody(), AnonymousAuthenticationFilter.class)
			.addFilterAfter(new SignatureFilter(pairs, events, clock), AwaitedBody.class)
			.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
				.permitAll()
				.anyRequest()
				.authenticated())
			.addFilterAfter(new DoorFilter(operations), AuthorizationFilter.class)
			.build();
	}

}
