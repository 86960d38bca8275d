package io.coffer.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Skips the tests of a class where there is no Chromium. With
 * {@code COFFER_BROWSER_TESTS=required} its absence is a failure.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BrowserTest.Condition.class)
public @interface BrowserTest {

	/** Looks for Chromium and says what to install. */
	final class Condition implements ExecutionCondition {

		private static final String MISSING = "Tests in a browser need Chromium and Node.js on the PATH; "
				+ "on Debian: apt-get install chromium nodejs";

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			if (Chromium.isThere()) {
				return ConditionEvaluationResult.enabled("Chromium is there");
			}
			failIfRequired(MISSING);
			LoggerFactory.getLogger(BrowserTest.class).warn("{} is skipped. {}", context.getDisplayName(), MISSING);
			return ConditionEvaluationResult.disabled(MISSING);
		}

		/** Skips what runs, for more than Chromium may be missing; or fails. */
		public static void skip(String reason) {
			failIfRequired(reason);
			LoggerFactory.getLogger(BrowserTest.class).warn("Skipped. {}", reason);
			Assumptions.abort(reason);
		}

		private static void failIfRequired(String reason) {
			if ("required".equals(System.getenv("COFFER_BROWSER_TESTS"))) {
				throw new IllegalStateException(reason);
			}
		}

	}

}
