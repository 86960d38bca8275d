package io.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.RunningCoffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an administrator makes of what the check has found. */
class CheckedSettingsIT extends RunningCoffer {

	private SettingsJson working;

	@BeforeEach
	void theEmbeddedStoreCanBeNamedLikeAnyOther() {
		this.working = SettingsJson.of(this.embedded.open());
	}

	@AfterEach
	void theEmbeddedStoreIsInForceAgain() {
		admin().delete("/config?state=adopt").hasStatus(204);
	}

	@Test
	void whatTheCheckSuggestsCanBeSentBackAsItIs() {
		SettingsJson wrong = this.working.at("b").with("endpoint", this.working.fields().get("endpoint") + "/wrong");

		JsonNode report = wrong.put(admin()).isProblem(422, "check-failed").json().get("check");

		SettingsJson suggested = SettingsJson.of(report.get("suggestion"));
		assertThat(suggested.fields()).doesNotContainKey("secretAccessKey");
		suggested.with("secretAccessKey", this.working.fields().get("secretAccessKey")).put(admin()).hasStatus(200);
		assertThat(admin().get("/config").json().get("resolvedEndpoint").asString())
			.isEqualTo(this.working.fields().get("endpoint") + "/coffer/b/");
		suggested.put(admin()).hasStatus(200);
	}

	@Test
	void whatTheCheckFoundOutIsShownAndOutlivesTheNextCheckOfOthers() {
		JsonNode kept = this.working.at("b").put(admin()).hasStatus(200).json();

		assertThat(kept.get("noOverwrite").asString()).isEqualTo(kept.get("check").get("noOverwrite").asString());
		this.working.nowhere().check(admin()).hasStatus(200);
		assertThat(admin().get("/config").json().get("noOverwrite").asString())
			.isEqualTo(kept.get("noOverwrite").asString());
	}

	@Test
	void theBucketInThePathIsWorkedOut() {
		SettingsJson pasted = this.working.at("b")
			.with("endpoint", this.working.fields().get("endpoint") + "/coffer")
			.without("bucket")
			.without("region");

		JsonNode kept = pasted.put(admin()).hasStatus(200).json();

		assertThat(kept.get("bucket").asString()).isEqualTo("coffer");
		assertThat(kept.get("region").asString()).isEqualTo("us-east-1");
		assertThat(kept.get("resolvedEndpoint").asString())
			.isEqualTo(this.working.fields().get("endpoint") + "/coffer/b/");
	}

}
