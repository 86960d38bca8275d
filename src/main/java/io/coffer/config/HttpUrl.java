package io.coffer.config;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * An http or https URL with a host, and without user, query and fragment. Null is valid.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = HttpUrl.Validator.class)
@interface HttpUrl {

	String message() default "must be a URL like https://host[:port], without user, query and fragment";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	/** Decides by parsing. */
	final class Validator implements ConstraintValidator<HttpUrl, String> {

		private static final int MAX_PORT = 65535;

		@Override
		public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
			if (value == null) {
				return true;
			}
			try {
				URI url = new URI(value);
				boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
				return http && url.getHost() != null && url.getRawUserInfo() == null && url.getRawQuery() == null
						&& url.getRawFragment() == null && url.getPort() != 0 && url.getPort() <= MAX_PORT;
			}
			catch (URISyntaxException ex) {
				return false;
			}
		}

	}

}
