package io.coffer.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

import io.coffer.archives.ArchiveTypes;
import io.coffer.backups.BackupRepository;
import io.coffer.backups.TransferLimiter;
import io.coffer.backups.VerifiedDigests;
import io.coffer.callers.Vault;
import io.coffer.integrity.ArchiveCheck;
import io.coffer.integrity.VerifyLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.util.unit.DataSize;

class VerifyServiceTests {

	@Test
	void aThreadThatCannotBeMadeKeepsNoPlace() {
		TransferLimiter transfers = new TransferLimiter(1);
		VerifyLimits one = new VerifyLimits(1, DataSize.ofTerabytes(4), 2000, 10, DataSize.ofMegabytes(1),
				Duration.ofSeconds(1));
		SimpleAsyncTaskExecutorBuilder noThreads = new SimpleAsyncTaskExecutorBuilder()
			.customizers((executor) -> executor.setThreadFactory((task) -> {
				throw new OutOfMemoryError("unable to create native thread");
			}));
		VerifyService service = new VerifyService(mock(BackupRepository.class), transfers, mock(ArchiveTypes.class),
				mock(ArchiveCheck.class), one, mock(VerifiedDigests.class),
				new VerifyMetrics(new SimpleMeterRegistry()), noThreads);

		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(OutOfMemoryError.class).as("and not busy")
				.isThrownBy(() -> service.begin(Vault.DEFAULT, "a.zip"));
		}

		assertThat(transfers.active()).isZero();
	}

}
