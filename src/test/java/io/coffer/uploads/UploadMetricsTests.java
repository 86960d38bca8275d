package io.coffer.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.coffer.backups.Backup;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UploadMetricsTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final UploadMetrics metrics = new UploadMetrics(this.registry);

	@Test
	void onlyANewBackupAddsBytes() {
		this.metrics.measure(() -> result(true));
		this.metrics.measure(() -> result(false));

		assertThat(uploads("stored", "none").count()).isEqualTo(1);
		assertThat(uploads("repeated", "none").count()).isEqualTo(1);
		assertThat(this.registry.get("coffer.uploads.bytes").summary().totalAmount()).isEqualTo(1000);
	}

	@ParameterizedTest
	@EnumSource
	void aProblemIsRefusedOrFailedByItsStatus(ProblemType problem) {
		ProblemException thrown = new ProblemException(problem, "This time");

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> this.metrics.measure(() -> {
			throw thrown;
		})).isSameAs(thrown);

		boolean refused = problem.status() < 500 || problem == ProblemType.QUOTA_EXCEEDED;
		assertThat(uploads(refused ? "refused" : "failed", problem.code()).count()).isEqualTo(1);
	}

	@Test
	void whatNobodyExpectedIsAFailureOfCoffer() {
		assertThatIllegalStateException().isThrownBy(() -> this.metrics.measure(() -> {
			throw new IllegalStateException("Unexpected");
		}));

		assertThat(uploads("failed", "internal-error").count()).isEqualTo(1);
	}

	private Timer uploads(String outcome, String problem) {
		return this.registry.get("coffer.uploads").tags("outcome", outcome, "problem", problem).timer();
	}

	private static StoredUpload result(boolean created) {
		return new StoredUpload(
				new Backup("a.zip", 1000, Instant.EPOCH, "", null, null, null, null, null, null, null, null), created,
				null);
	}

}
