package io.coffer.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.callers.Caller;
import io.coffer.callers.Role;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTests {

	@Test
	void aNewTokenHas256Bits() {
		assertThat(Base64.getUrlDecoder().decode(Token.random().value())).hasSize(32);
		assertThat(Token.random().value()).isNotEqualTo(Token.random().value());
	}

	@Test
	void aNewTokenCanBeSentAsItIs() {
		String value = Token.random().value();
		assertThat(Token.parse(value)).map(Token::value).hasValue(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "=", "a=b", "a,b", "\"a\"", "ä", "a\n" })
	void whatRfc6750DoesNotAllowIsNoToken(String value) {
		assertThat(Token.parse(value)).isEmpty();
	}

	@Test
	void neitherTokenNorHashShowsInAString() {
		Token token = Token.random();
		TokenRecord known = new TokenRecord(new Caller("x", Role.DEVICE, null), token.hash());
		assertThat(token + " " + known).doesNotContain(token.value()).doesNotContain(token.hash().hex());
	}

	@Test
	void theHashIsSha256InHexadecimal() {
		assertThat(Token.parse("abc").map((token) -> token.hash().hex()))
			.hasValue("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	}

	@Test
	void aHashMatchesInUpperAndLowerCaseAndOnlyItself() {
		Token token = Token.random();
		String hex = token.hash().hex();
		assertThat(TokenHash.parse(hex.toUpperCase(Locale.ROOT))).hasValueSatisfying((hash) -> {
			assertThat(hash.matches(token.hash())).isTrue();
			assertThat(hash.matches(Token.random().hash())).isFalse();
		});
		assertThat(TokenHash.parse(hex + "00")).isEmpty();
		assertThat(TokenHash.parse(token.value())).isEmpty();
	}

}
