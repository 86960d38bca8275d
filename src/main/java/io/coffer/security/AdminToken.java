package io.coffer.security;

import io.coffer.callers.Caller;
import io.coffer.callers.Role;
import io.coffer.data.DataDirectory;
import io.coffer.problems.StartRefusedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The token of the administrator: from {@code COFFER_ADMIN_TOKEN}, else from the file
 * {@code admin-token} of the data directory, which the first start makes.
 */
@Component
@EnableConfigurationProperties(AdminTokenProperties.class)
public class AdminToken {

	private static final String FILE = "admin-token";

	/** 128 bits in the 64 characters of Base64. */
	private static final int MIN_LENGTH = 22;

	private final TokenRecord known;

	private final Optional<Path> file;

	/**
	 * Finds the token, or makes it.
	 * @throws StartRefusedException if the configured token or the file's is too weak or
	 * no bearer token
	 */
	AdminToken(AdminTokenProperties properties, DataDirectory data) {
		String configured = properties.adminToken().strip();
		Token token = configured.isEmpty() ? ofFile(data) : strong(configured,
				"COFFER_ADMIN_TOKEN (coffer.admin-token)", "leave it unset and Coffer makes a token by itself");
		this.known = new TokenRecord(new Caller("admin", Role.ADMIN, null), token.hash());
		this.file = configured.isEmpty() ? Optional.of(data.resolve(FILE)) : Optional.empty();
	}

	private static Token ofFile(DataDirectory data) {
		return data.read(FILE)
			.map((content) -> strong(new String(content, StandardCharsets.UTF_8).strip(),
					"The file " + data.resolve(FILE), "delete the file and Coffer makes a new token"))
			.orElseGet(() -> made(data));
	}

	private static Token made(DataDirectory data) {
		Token token = Token.random();
		data.write(FILE, (token.value() + "\n").getBytes(StandardCharsets.UTF_8));
		return token;
	}

	private static Token strong(String value, String source, String remedy) {
		return Token.parse(value)
			.filter((token) -> value.length() >= MIN_LENGTH)
			.orElseThrow(() -> new StartRefusedException(
					"%s holds no usable admin token. It takes at least %d characters (128 bits) of A-Z a-z 0-9 -._~+/="
						.formatted(source, MIN_LENGTH) + ": set the output of 'openssl rand -base64 32', or " + remedy
							+ "."));
	}

	TokenRecord known() {
		return this.known;
	}

	/** The file that holds the token, unless the configuration gave it. */
	public Optional<Path> file() {
		return this.file;
	}

}
