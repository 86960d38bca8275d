package io.coffer.checks;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.coffer.providers.Addressing;
import io.coffer.providers.Provider;
import io.coffer.providers.S3Settings;
import io.coffer.storage.Bucket;
import io.coffer.storage.Storage;
import io.coffer.storage.StorageAlone;
import io.coffer.web.CorsProperties;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;

class ConnectionCheckTests {

	@Test
	void aThreadThatCannotBeMadeLeavesNoClientOpen() {
		S3Settings settings = new S3Settings(URI.create("http://localhost:9"), "us-east-1", "bucket", "id", "secret",
				"", Addressing.PATH, null, Provider.GENERIC);
		Bucket bucket = spy(StorageAlone.with(StorageAlone.usualRules()).open(settings));
		Storage storage = mock(Storage.class);
		when(storage.open(any(S3Settings.class))).thenReturn(bucket);
		SimpleAsyncTaskExecutorBuilder noThreads = new SimpleAsyncTaskExecutorBuilder()
			.customizers((executor) -> executor.setThreadFactory((task) -> {
				throw new OutOfMemoryError("unable to create native thread");
			}));
		ConnectionCheck check = new ConnectionCheck(storage, noThreads, new CheckProperties(Duration.ofSeconds(20)),
				new CorsProperties(List.of()));

		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> check.run(settings));

		verify(bucket).close();
	}

}
