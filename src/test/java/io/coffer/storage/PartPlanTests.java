package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartPlanTests {

	private static final int MEBIBYTE = 1024 * 1024;

	private static final int MAX_PARTS = 10_000;

	private static final int LARGEST_PART = 32 * MEBIBYTE;

	@ParameterizedTest
	@ValueSource(longs = { -1, 0, 1, PartPlan.USUAL_PART_SIZE, 50L * 1024 * MEBIBYTE, 80_000L * MEBIBYTE })
	void partsHaveTheUsualSizeAsLongAsThatIsEnough(long size) {
		PartPlan plan = PartPlan.of(size, MAX_PARTS, LARGEST_PART);

		assertThat(plan.partSize()).isEqualTo(PartPlan.USUAL_PART_SIZE);
		assertThat(plan.maxSize()).isGreaterThanOrEqualTo(size);
	}

	@ParameterizedTest
	@CsvSource({ "83886080001, 9", "94371840000, 9", "94371840001, 10", "335544320000, 32" })
	void largeArchivesHaveLargerPartsInWholeMebibytes(long size, int mebibytes) {
		PartPlan plan = PartPlan.of(size, MAX_PARTS, LARGEST_PART);

		assertThat(plan.partSize()).isEqualTo(mebibytes * MEBIBYTE);
		assertThat(plan.maxSize()).isGreaterThanOrEqualTo(size);
	}

	@ParameterizedTest
	@ValueSource(longs = { 335544320001L, 5_000_000_000_000L, Long.MAX_VALUE })
	void whatWouldNeedLargerPartsThanTheBuffersIsTooLargeAtOnce(long size) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> PartPlan.of(size, MAX_PARTS, LARGEST_PART))
			.satisfies((problem) -> {
				assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE);
				assertThat(problem.hint()).contains("coffer.upload.buffer-memory");
			});
	}

	@Test
	void smallBuffersMakeSmallParts() {
		assertThat(PartPlan.of(-1, MAX_PARTS, 6 * MEBIBYTE).partSize()).isEqualTo(6 * MEBIBYTE);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "22, 22", "8388608, 8388608", "8388609, 8388608", "-1, 8388608" })
	void aSmallBodyNeedsASmallBufferOnly(long size, int buffer) {
		assertThat(PartPlan.of(size, MAX_PARTS, LARGEST_PART).bufferSize(size)).isEqualTo(buffer);
	}

}
