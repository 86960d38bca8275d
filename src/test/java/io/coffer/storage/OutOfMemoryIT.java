package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.backups.TransferLimiter;
import io.coffer.limits.UploadProperties;
import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Archives;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.task.SimpleAsyncTaskExecutorCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * A moment without memory, or without threads: whoever has taken something gives it back.
 */
class OutOfMemoryIT extends AbstractBackupIT {

	private static final AtomicInteger buffersLeft = new AtomicInteger(Integer.MAX_VALUE);

	private static final AtomicInteger threadsLeft = new AtomicInteger(Integer.MAX_VALUE);

	@Autowired
	private BufferPool pool;

	@Autowired
	private TransferLimiter transfers;

	@AfterEach
	void theMomentIsOver() {
		buffersLeft.set(Integer.MAX_VALUE);
		threadsLeft.set(Integer.MAX_VALUE);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void anUploadThatGetsNoMoreMemoryKeepsNone(int buffers) {
		for (int i = 0; i < 2; i++) {
			buffersLeft.set(buffers);
			assertThat(chunked(Archives.zip(3 * PART), query()).status()).isEqualTo(500);
		}

		everythingIsFree();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2 })
	void anUploadWhosePartGetsNoThreadKeepsNothing(int threads) {
		for (int i = 0; i < 2; i++) {
			threadsLeft.set(threads);
			assertThat(chunked(Archives.zip(3 * PART), query()).status()).isEqualTo(500);
		}

		everythingIsFree();
	}

	@Test
	void verificationsAndChecksWithoutAThreadKeepNoPlace() {
		String key = this.coffer.upload(Archives.EMPTY_ZIP, query()).hasStatus(201).key();
		threadsLeft.set(0);
		for (int i = 0; i < 5; i++) {
			assertThat(admin().post("/backups/" + key + "/verify").status()).isEqualTo(500);
			assertThat(admin().post("/config/check").status()).isEqualTo(500);
		}
		theMomentIsOver();

		everythingIsFree();

		admin().post("/backups/" + key + "/verify").hasStatus(200);
		admin().post("/config/check").hasStatus(200);
	}

	private void everythingIsFree() {
		await().until(() -> this.pool.bytesInUse() == 0 && this.transfers.active() == 0);
		assertThat(openUploads()).isEmpty();
		theMomentIsOver();
		chunked(Archives.zip(3 * PART), query()).hasStatus(201);
	}

	private static void take(AtomicInteger left, String what) {
		if (left.getAndUpdate((some) -> Math.max(0, some - 1)) == 0) {
			throw new OutOfMemoryError(what);
		}
	}

	@TestConfiguration
	static class Scarce {

		@Bean
		@Primary
		BufferPool poolOfScarceMemory(UploadProperties properties) {
			return new BufferPool(properties, (size) -> {
				take(buffersLeft, "Java heap space");
				return new byte[size];
			});
		}

		@Bean
		SimpleAsyncTaskExecutorCustomizer scarceThreads() {
			return (executor) -> executor.setTaskDecorator((task) -> {
				take(threadsLeft, "unable to create native thread");
				return task;
			});
		}

	}

}
