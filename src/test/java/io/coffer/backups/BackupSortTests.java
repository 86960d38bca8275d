package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupSortTests {

	private final List<Backup> backups = List.of(backup("c", 1, 10), backup("a", 2, 10), backup("b", 2, 20),
			backup("d", 1, 30));

	@ParameterizedTest
	@CsvSource({ "NEWEST, dbca", "OLDEST, acbd", "LARGEST, abcd", "NAME, abcd" })
	void whatIsEqualGoesByKeyAndTheNewestByTheLargerOne(BackupSort sort, String expected) {
		for (int seed = 0; seed < 10; seed++) {
			List<Backup> sorted = new ArrayList<>(this.backups);
			Collections.shuffle(sorted, new Random(seed));
			sorted.sort(sort.comparator());

			assertThat(sorted.stream().map(Backup::key).reduce("", String::concat)).isEqualTo(expected);
		}
	}

	private static Backup backup(String key, long size, long second) {
		return new Backup(key, size, Instant.ofEpochSecond(second), "", null, null, null, null, null, null, null, null);
	}

}
