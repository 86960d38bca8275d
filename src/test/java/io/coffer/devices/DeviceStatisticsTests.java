package io.coffer.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.backups.Backup;
import io.coffer.callers.Vault;
import io.coffer.security.TokenInfo;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeviceStatisticsTests {

	private static final Instant TIME = Instant.parse("2025-07-11T09:30:00Z");

	private final DeviceStatistics history = new DeviceStatistics(Vault.DEFAULT, "laptop-2",
			new TokenInfo(TIME, null, false));

	@Test
	void oldestAndNewestGoByTimeAndThenByKey() {
		add("b.zip", TIME, "notes");
		add("c.zip", TIME, "notes");
		add("a.zip", TIME, "notes");
		add("z.zip", TIME.minusSeconds(1), "notes");

		Device device = this.history.device(TIME, false);

		assertThat(device.oldest()).extracting("key").isEqualTo("z.zip");
		assertThat(device.newest()).extracting("key").isEqualTo("c.zip");
		assertThat(device.count()).isEqualTo(4);
		assertThat(device.bytes()).isEqualTo(40);
	}

	@Test
	void aBackupAtTheDeadlineIsInTime() {
		add("a.zip", TIME.plusSeconds(5), "notes");

		assertThat(this.history.device(TIME.plusSeconds(5), false).overdue()).isFalse();
		assertThat(this.history.device(TIME.plusSeconds(5).plusNanos(1), false).overdue()).isTrue();
	}

	@Test
	void withoutABackupTheTokensAgeDecides() {
		assertThat(this.history.device(TIME, false).overdue()).isFalse();
		assertThat(this.history.device(TIME.plusNanos(1), false).overdue()).isTrue();
		assertThat(new DeviceStatistics(Vault.DEFAULT, "laptop-3", new TokenInfo(null, null, true))
			.device(TIME.minus(Duration.ofDays(9999)), false)
			.overdue()).isTrue();
	}

	@Test
	void namesOfApplicationsDoNotFillTheMemory() {
		for (int i = 999; i >= 0; i--) {
			add(i + ".zip", TIME, "app-%03d".formatted(i));
		}

		assertThat(this.history.device(TIME, false).applications()).hasSize(100)
			.startsWith("app-000")
			.endsWith("app-099");
	}

	private void add(String key, Instant time, String application) {
		this.history.add(new Backup(key, 10, time, "", application, "laptop-2", null, null, null, null, null, null),
				null);
	}

}
