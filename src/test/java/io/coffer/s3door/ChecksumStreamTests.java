package io.coffer.s3door;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.ProblemException;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksumStreamTests {

	@ParameterizedTest
	@EnumSource
	void whoReadsOnBehindAnotherBodyNeverFindsAnEnd(PayloadChecksum checksum) {
		ChecksumStream stream = new ChecksumStream(new ByteArrayInputStream(new byte[10]),
				Map.of(checksum, new byte[] { 1 }), null);

		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(ProblemException.class).isThrownBy(stream::readAllBytes);
		}
	}

}
