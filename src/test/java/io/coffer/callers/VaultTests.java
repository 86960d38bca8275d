package io.coffer.callers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTests {

	@ParameterizedTest
	@ValueSource(strings = { "abc", "team-7", "0a0", "a--b", "vaults",
			"a23456789012345678901234567890123456789012345678901234567890123" })
	void aNameHas3To63LettersDigitsAndInnerHyphens(String name) {
		assertThat(new Vault(name).folder()).isEqualTo("vaults/" + name + "/");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ab", "-ab", "ab-", "Abc", "a.b", "a_b", "a/b", "..", ".coffer", "abc ", "abc\n",
			"äbc", "a234567890123456789012345678901234567890123456789012345678901234" })
	void nothingElseIsAName(String name) {
		assertThat(Vault.isName(name)).isFalse();
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> new Vault(name))
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_NAME));
	}

	@Test
	void theDefaultVaultIsTheRootPathItself() {
		assertThat(Vault.DEFAULT.folder()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "a.zip, default, a.zip", "vaults/team-7/a.zip, team-7, a.zip",
			"vaults/team-7/b/a.zip, team-7, b/a.zip", "vaults/default/a.zip, default, vaults/default/a.zip",
			"vaults/Team/a.zip, default, vaults/Team/a.zip", "vaults/team-7, default, vaults/team-7",
			"vaults/a.zip, default, vaults/a.zip", "others/team-7/a.zip, default, others/team-7/a.zip" })
	void whatLiesInAFolderOfAVaultIsThatVaults(String path, String vault, String within) {
		assertThat(Vault.of(path)).isEqualTo(new Vault(vault));
		assertThat(Vault.within(path)).isEqualTo(within);
	}

}
