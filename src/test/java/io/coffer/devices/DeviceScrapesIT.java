package io.coffer.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.testing.Archives;
import io.coffer.testing.PlainS3;
import io.coffer.testing.RunningCoffer;
import io.coffer.testing.StandInStore;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** What scrapes cost the store, while one survey is good for an hour. */
@TestPropertySource(properties = "coffer.devices.survey-every=1h")
class DeviceScrapesIT extends RunningCoffer {

	/** The backups, and the tokens. */
	private static final int A_SURVEY = 2;

	@Test
	void manyScrapesAndProbesAreOneListing() {
		try (StandInStore store = new StandInStore()) {
			new PlainS3(store.settings()).put("notes.20250101000000.old-laptop.5f0c1d9a7b3e.zip", Archives.EMPTY_ZIP);
			connectTo(store);

			await().until(() -> scrape().contains("coffer_device_backups{device=\"old-laptop\",vault=\"default\"} 1"));
			for (int i = 0; i < 30; i++) {
				scrape();
			}

			assertThat(scrape()).contains(
					"coffer_device_last_backup_timestamp_seconds{device=\"old-laptop\",vault=\"default\"} 1.7356896E9")
				.contains("coffer_devices_overdue 1");
			assertThat(store.requests()).filteredOn("LIST"::equals).hasSize(A_SURVEY);
			admin().get("/devices").hasStatus(200);
			assertThat(store.requests()).as("GET /devices is always fresh")
				.filteredOn("LIST"::equals)
				.hasSize(2 * A_SURVEY);
		}
		finally {
			admin().delete("/config?state=adopt").hasStatus(204);
		}
	}

	private String scrape() {
		return admin().get("/actuator/prometheus").hasStatus(200).text();
	}

}
