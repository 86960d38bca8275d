package io.coffer.problems;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** The least size that a setting may have. */
@Documented
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = DataSizeMin.Validator.class)
public @interface DataSizeMin {

	/** The size, such as 1MB. */
	String value();

	String message() default "must be at least {value}";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	/** Compares sizes; none at all is for others to refuse. */
	final class Validator implements ConstraintValidator<DataSizeMin, DataSize> {

		private DataSize least = DataSize.ofBytes(0);

		@Override
		public void initialize(DataSizeMin constraint) {
			this.least = DataSize.parse(constraint.value());
		}

		@Override
		public boolean isValid(@Nullable DataSize size, ConstraintValidatorContext context) {
			return size == null || size.compareTo(this.least) >= 0;
		}

	}

}
