package io.coffer.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestHeadersTests {

	private static final String BASE64 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

	private static final String HEX = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

	@ParameterizedTest
	@ValueSource(strings = { "sha-256=:" + BASE64 + ":", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU:",
			"  sha-256=:" + BASE64 + ":  ", "sha-256=:" + BASE64 + ":;a=1;b", "SHA-256=:" + BASE64 + ":",
			"sha-512=:AAAA:,sha-256=:" + BASE64 + ":", "sha-256=:" + BASE64 + ":, unixsum=:AA==:",
			"sha-256=:" + BASE64 + ":, sha-256=:" + BASE64 + ":" })
	void theDigestIsFound(String value) {
		assertThat(DigestHeaders.sha256(List.of(value))).isEqualTo(HEX);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ",", "sha-512=:AAAA:", "md5=:AAAA:, adler=:AA==:", "sha-256-tree=:AAAA:",
			"sha-25=:AAAA:" })
	void otherAlgorithmsSayNothing(String value) {
		assertThat(DigestHeaders.sha256(List.of(value))).isNull();
	}

	@Test
	void noHeaderSaysNothing() {
		assertThat(DigestHeaders.sha256(List.of())).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sha-256", "sha-256=", "sha-256=::", "sha-256=:AAAA:", "sha-256=" + BASE64,
			"sha-256=\"" + BASE64 + "\"", "sha-256=:" + BASE64, "sha-256=:" + BASE64 + ":x",
			"sha-256=: " + BASE64 + ":", "sha-256=:" + BASE64 + "=:", "sha-256=:A" + BASE64 + ":",
			"sha-256=:" + HEX + ":", "sha-256;a=1", "SHA-256=x", "sha-256 =:" + BASE64 + ":",
			"sha-256=:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=:" })
	void aPromiseThatCannotBeReadIsRefused(String value) {
		isInvalid(List.of(value));
	}

	@Test
	void twoPromisesMustBeOne() {
		String right = "sha-256=:" + BASE64 + ":";
		String other = "sha-256=:" + "A".repeat(43) + "=:";

		assertThat(DigestHeaders.sha256(List.of(right, right))).isEqualTo(HEX);
		isInvalid(List.of(right, other));
		isInvalid(List.of(right + ", " + other));
	}

	@Test
	void hexIsReadInBothCases() {
		assertThat(DigestHeaders.hex(HEX)).isEqualTo(HEX);
		assertThat(DigestHeaders.hex(HEX.toUpperCase(Locale.ROOT))).isEqualTo(HEX);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "abc", HEX + "0", "0x" + HEX, " " + HEX, BASE64, HEX + "\n",
			"g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" })
	void whatIsNoHexIsRefused(String value) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> DigestHeaders.hex(value))
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_DIGEST));
	}

	private static void isInvalid(List<String> values) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> DigestHeaders.sha256(values))
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_DIGEST));
	}

}
