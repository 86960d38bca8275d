package io.coffer.security;

import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Every token that opens routes right now. */
@Component
class Tokens {

	private final ConfiguredTokens managed;

	private final IssuedTokens issued;

	Tokens(ConfiguredTokens managed, IssuedTokens issued) {
		this.managed = managed;
		this.issued = issued;
	}

	/**
	 * The caller with that token, or nothing. Compares with every token, so that the time
	 * taken does not tell which one came close.
	 */
	Optional<Caller> callerOf(Token token) {
		return known(token.hash()).map(TokenRecord::caller);
	}

	/** The token of that hash, if it is one that opens routes. */
	Optional<TokenRecord> known(TokenHash hash) {
		return Stream.concat(this.managed.known().stream(), this.issued.all().stream().map(IssuedToken::known))
			.filter((known) -> known.hash().matches(hash))
			.reduce((first, other) -> first);
	}

}
