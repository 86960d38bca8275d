package io.coffer.callers;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Takes the {@link Vault} that a request is about: the caller's, or one that it names.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(name = "vault", in = ParameterIn.QUERY,
		description = "The vault, such as `team-7`, for tokens that have all of them; `default`, if it is left out. A token that is for one "
				+ "vault is in it without naming it.",
		schema = @Schema(type = "string", pattern = "^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$"))
public @interface InVault {

}
