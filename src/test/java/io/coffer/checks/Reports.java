package io.coffer.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.checks.CheckStep.Status;
import java.util.function.Consumer;

/** What tests look for in a report. */
final class Reports {

	private Reports() {
	}

	static CheckStep step(CheckReport report, String name) {
		return report.steps().stream().filter((step) -> step.name().equals(name)).findFirst().orElseThrow();
	}

	/** The first step that failed is this one, with that code and such a hint. */
	static void failedAt(CheckReport report, String name, String code, String hint) {
		assertThat(report.passed()).isFalse();
		assertThat(report.steps()).filteredOn((step) -> step.status() == Status.FAILED).first().satisfies((step) -> {
			assertThat(step.name()).as("%s", report).isEqualTo(name);
			assertThat(step.code()).isEqualTo(code);
			assertThat(step.hint()).contains(hint);
		});
	}

	static void suggests(CheckReport report, Consumer<Suggestion> expected) {
		assertThat(report.suggestion()).isNotNull().satisfies(expected);
	}

}
