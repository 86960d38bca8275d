package io.coffer.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.providers.S3Settings;
import io.coffer.standins.StandIn;
import io.coffer.standins.StandIns;
import io.coffer.testing.BrowserTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Settings in the console, for a store that refuses what its provider refuses. */
@BrowserTest
@Tag("stand-ins")
class ConsoleStandInIT extends AbstractConsoleIT {

	private final StandIn store = StandIns.named("minio");

	@AfterEach
	void everythingIsAsBefore() {
		this.store.letEveryoneRead(false);
		admin().delete("/config?state=adopt").hasStatus(204);
	}

	@Test
	void whoTypesTheWrongRegionTakesTheSuggestionAndIsWarnedOfAPublicBucket() {
		S3Settings settings = this.store.settings();
		this.store.letEveryoneRead(true);
		ConsolePage page = open().with(ADMIN_TOKEN, "default")
			.go("#/settings")
			.sees("Backups are kept by Coffer itself");
		page.find("#endpoint").fill(settings.endpoint().toString());
		page.find("#region").fill("xx-nowhere-1");
		page.find("#bucket").fill(settings.bucket());
		page.find("#accessKeyId").fill(settings.accessKeyId());
		page.find("#secretAccessKey").fill(settings.secretAccessKey());
		page.find("#rootPath").fill("console");
		page.button("Check connection").click();
		page.sees("The connection does not work.").sees("These settings work:").looks("check-failed");

		page.button("Use these").click();
		page.sees("The connection works.").sees("Anyone can read your backups.").photograph("check-public");
		assertThat(page.find("#region").inputValue()).isEqualTo(settings.region());
		page.button("Check and save").click();
		page.sees("Backups are written below").sees(settings.bucket() + "/console/");
		page.go("#/backups").sees("Anyone can read your backups.");

		this.store.letEveryoneRead(false);
		page.go("#/settings").sees("Backups are written below");
		page.button("Check connection").click();
		page.sees("The connection works.");
		page.page().waitForCondition(() -> page.find("#alarms .alarm").count() == 0);
	}

}
