package io.coffer.tokens;

import io.coffer.security.IssuedTokens;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A new token, shown this once.
 *
 * @param name whose it is: the device's name, or the operator's
 * @param token the bearer token; Coffer keeps only its id
 * @param createdAt when it was made
 * @param expiresAt when it ends by itself; absent if never
 * @param s3 the same for programs that know nothing but S3; absent where Coffer does not
 * speak it
 */
record NewToken(@Schema(example = "laptop-2") String name,
		@Schema(example = "eyJraWQiOiI1ZjBjMWQ5YTdiM2U0MjEw....mQ1bH8sVwYp2aLrE5dGfJ7iKoXtB9cM") String token,
		@Schema(example = "2025-07-11T09:30:02Z") Instant createdAt, @Nullable Instant expiresAt,
		@Nullable S3Access s3) {

	static NewToken of(IssuedTokens.NewToken made, @Nullable S3Access s3) {
		return new NewToken(made.token().name(), made.secret(), made.token().createdAt(), made.token().expiresAt(), s3);
	}

	@Override
	public String toString() {
		return "NewToken[name=" + this.name + "]";
	}

}
