package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.storage.ListedObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupSortTests {

	private final List<ListedObject> objects = List.of(object("c", 1, 10), object("a", 2, 10), object("b", 2, 20),
			object("d", 1, 30));

	@ParameterizedTest
	@CsvSource({ "NEWEST, dbca", "OLDEST, acbd", "LARGEST, abcd", "NAME, abcd" })
	void whatIsEqualGoesByKeyAndTheNewestByTheLargerOne(BackupSort sort, String expected) {
		for (int seed = 0; seed < 10; seed++) {
			List<ListedObject> sorted = new ArrayList<>(this.objects);
			Collections.shuffle(sorted, new Random(seed));
			sorted.sort(sort.comparator());

			assertThat(sorted.stream().map(ListedObject::key).reduce("", String::concat)).isEqualTo(expected);
		}
	}

	private static ListedObject object(String key, long size, long second) {
		return new ListedObject(key, size, Instant.ofEpochSecond(second), "", null);
	}

}
