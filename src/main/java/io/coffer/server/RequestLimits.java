package io.coffer.server;

import io.coffer.web.ProblemWriter;
import jakarta.servlet.Filter;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** How many requests may go on at the same time: of callers, and of strangers. */
@Component
@EnableConfigurationProperties(RequestProperties.class)
public class RequestLimits {

	/** Waiting takes a thread, which is cheap only if it is a virtual one. */
	private static final Duration PATIENCE_OF_VIRTUAL_THREADS = Duration.ofSeconds(10);

	private final RequestLimitFilter filter;

	RequestLimits(ProblemWriter problems, RequestProperties properties, Environment environment) {
		Duration patience = Threading.VIRTUAL.isActive(environment) ? PATIENCE_OF_VIRTUAL_THREADS : Duration.ZERO;
		this.filter = new RequestLimitFilter(problems, properties.max(), properties.strangers(), patience);
	}

	/** What gives each request its place. It stands where the caller is known. */
	public Filter filter() {
		return this.filter;
	}

}
