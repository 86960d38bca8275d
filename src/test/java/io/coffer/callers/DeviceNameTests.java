package io.coffer.callers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceNameTests {

	@ParameterizedTest
	@ValueSource(strings = { "laptop-2", "DESKTOP-42", "a", "7", "_", "+1", "(old) laptop", "me@home", "my.host.local",
			"Büro", "电脑", "मेरा कंप्यूटर", "𝒜", "a_b", "x-" })
	void ordinaryNamesAreTaken(String name) {
		assertThat(DeviceName.of(name).value()).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", " a", "a ", "a  b", "a.", ".a", "-a", ".", "..", "a/b", "a\\b", "a:b", "a\u0000b",
			"a\nb", "a\tb", "a\u00a0b", "a\u200bb", "a%b", "a;b", "\"a\"", "💾", "\ud800" })
	void namesThatCouldBeMistakenAreRefused(String name) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> DeviceName.of(name))
			.returns(ProblemType.INVALID_NAME, ProblemException::type)
			.satisfies((problem) -> assertThat(problem.hint()).contains("64 bytes"));
	}

	@Test
	void aNameTakes64BytesAndNoMore() {
		assertThat(DeviceName.of("x".repeat(64)).value()).hasSize(64);
		assertThat(DeviceName.of("电".repeat(21) + "x").value()).hasSize(22);
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> DeviceName.of("x".repeat(65)));
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> DeviceName.of("电".repeat(22)));
	}

	@Test
	void aDecomposedNameIsTheComposedOne() {
		assertThat(DeviceName.of("cafe\u0301")).isEqualTo(DeviceName.of("caf\u00e9"));
	}

	@Test
	void upperAndLowerCaseDiffer() {
		assertThat(DeviceName.of("Laptop")).isNotEqualTo(DeviceName.of("laptop"));
	}

}
