package io.coffer.console;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What a browser signs in with.
 *
 * @param code the one that the log of the start has shown
 */
record SignInForm(@NotBlank(message = "is required") @Size(max = 200,
		message = "is too long") @Schema(example = "kq0V9yJwV3sP2m8Zr1aQ6u4tXc7eLd5f") String code) {

	@Override
	public String toString() {
		return "SignInForm[...]";
	}

}
