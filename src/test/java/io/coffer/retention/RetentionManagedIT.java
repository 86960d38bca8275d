package io.coffer.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.data.DataDirectory;
import io.coffer.testing.Archives;
import io.coffer.testing.RunningCoffer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A policy of the configuration, with the grace that there is by default. */
@TestPropertySource(
		properties = { "coffer.retention.policy.keep-last=1", "coffer.retention.policy.max-total-size=1GB" })
class RetentionManagedIT extends RunningCoffer {

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private DataDirectory data;

	@Test
	void aConfiguredPolicyIsInForceAndCannotBeChanged() {
		assertThat(admin().get("/retention").hasStatus(200).json().toString()).isEqualTo(
				"{\"keepLast\":1,\"maxTotalSize\":1073741824,\"source\":\"configuration\",\"grace\":\"PT168H\"}");

		assertThat(admin().sendJson("PUT", "/retention", "{\"keepLast\":2}")
			.isProblem(409, "retention-managed")
			.json()
			.get("hint")
			.asString()).contains("configuration");
		assertThat(this.data.resolve("retention.json")).doesNotExist();
	}

	@Test
	void whatIsYoungerThanTheGraceStays() {
		for (int i = 0; i < 3; i++) {
			admin().upload(Archives.EMPTY_ZIP, "?application=young").hasStatus(201);
		}

		JsonNode report = admin().post("/retention/apply?force=true").hasStatus(200).json();

		assertThat(report.toString())
			.isEqualTo("{\"groups\":[],\"totals\":{\"kept\":3,\"removed\":0,\"failed\":0,\"freedBytes\":0}}");
		JsonNode group = admin().post("/retention/preview").json().get("groups").get(0);
		assertThat(group.get("keep").findValues("reasons").toString())
			.isEqualTo("[[\"last\",\"grace\"], [\"grace\"], [\"grace\"]]");
	}

}
