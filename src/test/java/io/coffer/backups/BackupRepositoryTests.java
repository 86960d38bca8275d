package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.coffer.archives.ArchiveTypes;
import io.coffer.callers.Vault;
import io.coffer.storage.Bucket;
import io.coffer.storage.Storage;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupRepositoryTests {

	@Test
	void memoryThatRunsOutLeavesNoBucketOpen() {
		Bucket bucket = mock(Bucket.class);
		when(bucket.head(any())).thenThrow(new OutOfMemoryError("Java heap space"));
		Storage storage = mock(Storage.class);
		when(storage.open("")).thenReturn(bucket);
		BackupRepository backups = new BackupRepository(storage, new BackupNames(new ArchiveTypes(List.of())),
				Clock.systemUTC());

		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> backups.open(Vault.DEFAULT, "a.zip"));

		verify(bucket).close();
	}

}
