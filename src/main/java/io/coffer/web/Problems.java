package io.coffer.web;

import io.coffer.problems.ProblemType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The problems that a controller's method can answer, for the API page: each becomes an
 * example of its status. What every route can answer ({@code unauthenticated},
 * {@code forbidden}, {@code internal-error}) need not be named; a route that is open to
 * all, which is one with an empty {@code @SecurityRequirements}, shows only
 * {@code internal-error} by itself.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Problems {

	/** The problems, in any order. */
	ProblemType[] value() default {};

	/**
	 * Whether the method also asks the store for something, with all that can go wrong
	 * there: {@code not-configured} and {@code storage-*}.
	 */
	boolean storage() default false;

}
