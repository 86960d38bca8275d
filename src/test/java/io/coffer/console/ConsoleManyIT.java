package io.coffer.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.storage.ListedObject;
import io.coffer.testing.BrowserTest;
import io.coffer.testing.StandInStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The console over many devices and backups. */
@BrowserTest
class ConsoleManyIT extends AbstractConsoleIT {

	private static final int DEVICES = 200;

	private static final int BACKUPS = 10_000;

	/** So that each device has one a day, for fifty days. */
	private static final int SECONDS_BETWEEN = 86_400 / DEVICES;

	private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss")
		.withZone(ZoneOffset.UTC);

	/** Not now: the last may be of a minute that has just ended. */
	private final Instant last = Instant.now().minusSeconds(60);

	private final StandInStore store = new StandInStore();

	@AfterEach
	void returnToTheEmbeddedStore() {
		admin().delete("/config?state=adopt").hasStatus(204);
		this.store.close();
	}

	/** However many there are, a page holds few of them and asks seldom. */
	@Test
	void twoHundredDevicesAndTenThousandBackupsAreFew() {
		this.store.list(BACKUPS, this::backup);
		connectTo(this.store);
		ConsolePage page = open().with(ADMIN_TOKEN, "default").go("#/").sees("All 200 computers are backed up.");
		assertThat(page.find("table.devices tbody tr").count()).isEqualTo(DEVICES);
		assertThat(page.find("table.devices tbody tr").first().locator("i.yes").count()).isBetween(29, 30);

		page.go("#/backups").sees("10,000 backups").sees("Page 1 of 200");
		assertThat(page.find("table.backups tbody tr").count()).isEqualTo(50);
		page.button("Size").click();
		page.sees("Page 1 of 200").page().waitForCondition(() -> shows(page, 0));
		assertThat(page.find("th[aria-sort=descending]").innerText()).startsWith("Size");
		page.button("Next").click();
		page.sees("Page 2 of 200").page().waitForCondition(() -> shows(page, 50));
		page.find("#search").fill("device-007");
		page.sees("50 backups").sees("Page 1 of 1");
		page.find("#device").selectOption("device-008");
		page.sees("No backup matches.");
		assertThat(page.requests()).filteredOn((request) -> request.contains("/backups?")).hasSizeLessThan(30);
	}

	private boolean shows(ConsolePage page, int number) {
		return page.find("table.backups tbody tr").first().innerText().contains(backup(number).key());
	}

	private ListedObject backup(int number) {
		Instant time = this.last.minusSeconds((long) (BACKUPS - 1 - number) * SECONDS_BETWEEN);
		String device = Integer.toString(1000 + number % DEVICES).substring(1);
		String key = "notes." + STAMP.format(time) + ".device-" + device + "." + HexFormat.of().toHexDigits(number, 12)
				+ ".zip";
		return new ListedObject(key, BACKUPS - number, time, "", null);
	}

}
