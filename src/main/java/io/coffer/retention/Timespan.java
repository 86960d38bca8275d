package io.coffer.retention;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A length of time in ISO 8601, of the calendar or of the clock, and more than nothing.
 */
record Timespan(Period period, Duration duration) {

	private static final Instant MOMENT = Instant.parse("2000-01-01T00:00:00Z");

	private static final Instant A_CENTURY_BEFORE = Instant.parse("1900-01-01T00:00:00Z");

	/**
	 * Reads text such as {@code P7D}, {@code P3M} or {@code PT12H}.
	 * @throws DateTimeException if it is none
	 */
	static Timespan parse(String text) {
		Timespan timespan = (text.indexOf('T') < 0 && text.indexOf('t') < 0)
				? new Timespan(Period.parse(text), Duration.ZERO) : new Timespan(Period.ZERO, Duration.parse(text));
		if (timespan.isEmpty() || timespan.isNegative() || timespan.isAbsurd()) {
			throw new DateTimeException("Not from a moment to a century");
		}
		return timespan;
	}

	/** The moment that lies this long before another, by the calendar of UTC. */
	Instant before(Instant moment) {
		return moment.atOffset(ZoneOffset.UTC).minus(this.period).minus(this.duration).toInstant();
	}

	private boolean isEmpty() {
		return this.period.isZero() && this.duration.isZero();
	}

	private boolean isNegative() {
		return this.period.isNegative() || this.duration.isNegative();
	}

	private boolean isAbsurd() {
		try {
			return before(MOMENT).isBefore(A_CENTURY_BEFORE);
		}
		catch (ArithmeticException | DateTimeException ex) {
			return true;
		}
	}

	/** A text that is a timespan. Null is valid. */
	@Documented
	@Target(ElementType.FIELD)
	@Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
	@Constraint(validatedBy = Validator.class)
	@interface Text {

		String message() default "must be an ISO 8601 duration such as P7D, P3M or PT12H, of a century at most";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	/** Decides by parsing. */
	static final class Validator implements ConstraintValidator<Text, String> {

		@Override
		public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
			try {
				return value == null || parse(value) != null;
			}
			catch (DateTimeException ex) {
				return false;
			}
		}

	}

}
