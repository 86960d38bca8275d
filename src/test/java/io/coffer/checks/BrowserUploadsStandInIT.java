package io.coffer.checks;

import static io.coffer.checks.Reports.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.checks.CheckStep.Status;
import io.coffer.standins.StandIn;
import io.coffer.standins.StandIns;
import io.coffer.storage.Storage;
import io.coffer.testing.RunningCoffer;
import io.coffer.web.CorsProperties;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;

/** Whether pages may upload straight to buckets of the five main providers. */
@Tag("stand-ins")
class BrowserUploadsStandInIT extends RunningCoffer {

	@Autowired
	private Storage storage;

	@Autowired
	private SimpleAsyncTaskExecutorBuilder executors;

	@AfterEach
	void theStandInsAreAsBefore() {
		for (StandIn standIn : StandIns.all()) {
			standIn.letPagesCall("");
			assertThat(standIn.openUploads()).noneMatch((key) -> key.contains("coffer-check-"));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			aws | "AllowedOrigins":["https://app.example.org"]
			r2  | "ExposeHeaders":["ETag"]
			oss | Exposed Headers ETag
			cos | Expose-Headers ETag
			""")
	void aBucketWithoutRulesForPagesIsAWarningWithThoseToPaste(String provider, String rules) {
		StandIn standIn = StandIns.named(provider);

		CheckStep step = step(asked("https://app.example.org").run(standIn.settings()), "browser-uploads");

		assertThat(step.status()).as("%s", step).isEqualTo(Status.WARNING);
		assertThat(step.code()).isEqualTo("cors-missing");
		assertThat(step.hint()).contains("through Coffer", rules, "https://app.example.org");
	}

	@ParameterizedTest
	@CsvSource({ "aws", "minio" })
	void aBucketWithRulesForPagesTakesTheirParts(String provider) {
		StandIn standIn = StandIns.named(provider);
		standIn.letPagesCall("https://app.example.org");

		CheckStep step = step(asked("https://app.example.org").run(standIn.settings()), "browser-uploads");

		assertThat(step.status()).as("%s", step).isEqualTo(Status.PASSED);
	}

	private ConnectionCheck asked(String origin) {
		return new ConnectionCheck(this.storage, this.executors, new CheckProperties(Duration.ofMinutes(1)),
				new CorsProperties(List.of(origin)));
	}

}
