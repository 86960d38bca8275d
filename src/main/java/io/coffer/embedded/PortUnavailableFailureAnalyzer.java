package io.coffer.embedded;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start-up what to do about a taken port, instead of a stack trace. */
class PortUnavailableFailureAnalyzer extends AbstractFailureAnalyzer<PortUnavailableException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PortUnavailableException cause) {
		return new FailureAnalysis(cause.getMessage(), PortUnavailableException.action(), cause);
	}

}
