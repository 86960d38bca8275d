package io.coffer.web;

import org.slf4j.MDC;
import org.springframework.core.task.TaskDecorator;
import org.springframework.stereotype.Component;

/** Shows the id of a request on what its other threads log, too. */
@Component
class RequestIdDecorator implements TaskDecorator {

	@Override
	public Runnable decorate(Runnable task) {
		String id = MDC.get(RequestIdFilter.MDC_KEY);
		if (id == null) {
			return task;
		}
		return () -> {
			try (MDC.MDCCloseable shown = MDC.putCloseable(RequestIdFilter.MDC_KEY, id)) {
				task.run();
			}
		};
	}

}
