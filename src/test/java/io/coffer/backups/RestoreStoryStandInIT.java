package io.coffer.backups;

import io.coffer.standins.StandIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The story on a stand-in for each of the five main providers. */
@Tag("stand-ins")
@ParameterizedClass
@MethodSource("io.coffer.standins.StandIns#all")
class RestoreStoryStandInIT extends RestoreStory {

	private final StandIn standIn;

	RestoreStoryStandInIT(StandIn standIn) {
		this.standIn = standIn;
	}

	@BeforeEach
	void backupsAreKeptInTheStandIn() {
		if (!admin().get("/config").text().contains("\"" + this.standIn.settings().endpoint() + "\"")) {
			keepBackupsIn(this.standIn.settings().withRootPath("story/"));
		}
	}

}
