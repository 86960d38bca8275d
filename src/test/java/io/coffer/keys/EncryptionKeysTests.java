package io.coffer.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.StartRefusedException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EncryptionKeysTests {

	private final EncryptionKey one = EncryptionKey.random();

	private final EncryptionKey other = EncryptionKey.random();

	@Test
	void theFirstIsUsedAndAllAreKnown() {
		EncryptionKeys keys = TestKeys.of(this.one, this.other);

		assertThat(keys.first()).isEqualTo(this.one);
		assertThat(keys.all()).containsExactly(this.one, this.other);
		assertThat(keys.of(this.other.fingerprint())).hasValue(this.other);
		assertThat(keys.of(EncryptionKey.random().fingerprint())).isEmpty();
	}

	@Test
	void everyUseHasAKeyOfItsOwnThatIsTheSameAgain() {
		Set<String> derived = new HashSet<>();
		for (KeyUse use : KeyUse.values()) {
			derived.add(HexFormat.of().formatHex(this.one.derive(use)));
			assertThat(this.one.derive(use)).hasSize(32)
				.isEqualTo(EncryptionKey.parse(this.one.base64()).orElseThrow().derive(use));
		}
		assertThat(derived).hasSize(KeyUse.values().length);
	}

	@Test
	void neitherSecretNorDerivedKeyShowsInAStringOrFingerprint() {
		assertThat(this.one + this.one.fingerprint()).doesNotContain(this.one.base64());
		assertThat(this.one.fingerprint()).matches("[0-9a-f]{32}").isNotEqualTo(this.other.fingerprint());
	}

	@Test
	void oneOfTheListThatIsNoKeyStopsTheStart() {
		assertThatExceptionOfType(StartRefusedException.class)
			.isThrownBy(() -> TestKeys.of(this.one.base64(), "c2hvcnQ="))
			.withMessageContaining("COFFER_ENCRYPTION_KEY")
			.withMessageNotContaining("c2hvcnQ=");
	}

}
