package io.coffer.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.archives.ArchiveKind;
import io.coffer.integrity.Defect;
import io.coffer.integrity.IntegrityResult;
import io.coffer.storage.StoredObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each of size, digest and archive fails by itself, although the others pass. */
class VerifyReportsTests {

	private static final String DIGEST = "ab".repeat(32);

	private static final IntegrityResult WHOLE = new IntegrityResult(null, false, "The archive is whole.", 1, 22);

	@Test
	void whatCameBackAsItWasSentPasses() {
		assertThat(report(22, DIGEST, WHOLE).passed()).isTrue();
	}

	@Test
	void anotherDigestFails() {
		isOnlyFailure(report(22, "cd".repeat(32), WHOLE), "digest", "digest-mismatch");
	}

	@Test
	void anotherSizeFails() {
		isOnlyFailure(report(21, DIGEST, WHOLE), "size", "size-mismatch");
	}

	@Test
	void aDefectThatIsProvenFails() {
		isOnlyFailure(report(22, DIGEST, new IntegrityResult(Defect.CHECKSUM_MISMATCH, true, "Damaged.", 1, 22)),
				"archive", "checksum-mismatch");
	}

	@Test
	void whatCannotBeCheckedIsAWarning() {
		VerifyReport report = report(22, DIGEST,
				new IntegrityResult(Defect.NOT_CHECKABLE, false, "It is encrypted.", 1, 22));

		assertThat(report.passed()).isTrue();
		assertThat(report.steps()).extracting(VerifyStep::status)
			.containsExactly(VerifyStep.Status.PASSED, VerifyStep.Status.PASSED, VerifyStep.Status.WARNING);
	}

	private static VerifyReport report(long size, String sha256, IntegrityResult result) {
		StoredObject stored = new StoredObject("a.zip", 22, null, "", null, null, Map.of("coffer-sha256", DIGEST),
				null);
		return VerifyReports.of(stored, size, sha256, ArchiveKind.ZIP, result, Duration.ZERO);
	}

	private static void isOnlyFailure(VerifyReport report, String name, String code) {
		assertThat(report.passed()).isFalse();
		assertThat(report.steps()).filteredOn((step) -> step.status() != VerifyStep.Status.PASSED)
			.singleElement()
			.satisfies((step) -> {
				assertThat(step.status()).isEqualTo(VerifyStep.Status.FAILED);
				assertThat(step.name()).isEqualTo(name);
				assertThat(step.code()).isEqualTo(code);
				assertThat(step.hint()).isNotNull();
			});
	}

}
