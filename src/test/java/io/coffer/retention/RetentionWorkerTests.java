package io.coffer.retention;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.coffer.backups.Backup;
import io.coffer.backups.BackupStored;
import io.coffer.callers.Vault;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;

class RetentionWorkerTests {

	@Test
	void aThreadThatCannotBeMadeKeepsNoLaterGroupFromItsTurn() {
		RetentionService retention = mock(RetentionService.class, Answers.RETURNS_DEEP_STUBS);
		AtomicBoolean noThreads = new AtomicBoolean(true);
		RetentionWorker worker = new RetentionWorker(retention, (task) -> {
			if (noThreads.get()) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			return new Thread(task);
		});
		worker.start();

		worker.after(stored("first"));
		noThreads.set(false);
		worker.after(stored("second"));

		verify(retention, timeout(30_000)).apply(eq(Vault.DEFAULT), eq(List.of(new RetentionGroup("notes", "second"))),
				any());
		worker.stop();
	}

	private static BackupStored stored(String device) {
		Backup backup = mock(Backup.class);
		when(backup.application()).thenReturn("notes");
		when(backup.device()).thenReturn(device);
		when(backup.mayExpire()).thenReturn(true);
		return new BackupStored(Vault.DEFAULT, backup);
	}

}
