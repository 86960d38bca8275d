package io.coffer.audit;

import io.coffer.callers.Caller;
import io.coffer.security.AccessRefused;
import io.coffer.web.RequestId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes one line of JSON for each event, under the name {@value #NAME} so that operators
 * can send it elsewhere. All but ASCII is escaped: names and keys are what clients chose,
 * and none of their characters may begin a line or steer a terminal.
 */
@Component
class AuditLog {

	static final String NAME = "io.coffer.audit";

	/** Longer than any key, name or address that is valid. */
	private static final int LONGEST = 512;

	private static final Logger logger = LoggerFactory.getLogger(NAME);

	private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	@EventListener
	void write(AuditEvent event) {
		Map<String, Object> line = new LinkedHashMap<>();
		line.put("action", event.action().toString());
		line.put("outcome", event.outcome());
		caller().ifPresent((caller) -> {
			line.put("token", caller.name());
			line.put("role", caller.role().name().toLowerCase(Locale.ROOT));
		});
		if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request) {
			line.put("address", request.getRequest().getRemoteAddr());
			line.put("requestId", RequestId.of(request.getRequest()));
		}
		put(line, "vault", (event.vault() != null) ? event.vault().name() : null);
		put(line, event.action().subject(), event.subject());
		if (event.size() != null) {
			line.put("size", event.size());
		}
		logger.info(JSON.writeValueAsString(line));
	}

	@EventListener
	void write(AccessRefused refused) {
		write(AuditEvent.of(Action.REFUSE, refused.method() + " " + refused.path())
			.ending(refused.reason().toString()));
	}

	private static Optional<Caller> caller() {
		return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
			.map((authentication) -> (authentication.getPrincipal() instanceof Caller caller) ? caller : null);
	}

	private static void put(Map<String, Object> line, String name, @Nullable String text) {
		if (text != null) {
			line.put(name, (text.length() > LONGEST) ? text.substring(0, LONGEST) + "..." : text);
		}
	}

}
