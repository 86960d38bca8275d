package io.coffer.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.storage.StorageAlone;
import io.coffer.testing.StandInStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SdkClientsTests {

	private final StandInStore store = new StandInStore();

	private final S3Connection connection = connection();

	@AfterEach
	void theStoreIsClosed() {
		this.connection.release();
		this.store.close();
	}

	@Test
	void aCallHasTwoTimersUntilItEnds() {
		CountDownLatch answers = new CountDownLatch(1);
		this.store.answer("LIST", (exchange) -> {
			await().until(() -> answers.await(1, TimeUnit.MINUTES));
			StandInStore.sendXml(exchange, 200, "<ListBucketResult/>");
		});
		CompletableFuture<Void> call = CompletableFuture.runAsync(this::list);

		await().untilAsserted(() -> assertThat(SdkClients.TIMERS.getQueue()).hasSize(2));
		answers.countDown();
		call.join();

		await().untilAsserted(() -> assertThat(SdkClients.TIMERS.getQueue()).isEmpty());
	}

	@Test
	void theTimersOutliveTheClients() {
		connection().release();

		list();

		assertThat(this.store.requests()).containsExactly("LIST");
	}

	private void list() {
		this.connection.client().listObjectsV2((request) -> request.bucket("bucket"));
	}

	private S3Connection connection() {
		return new S3Connection(this.store.settings(), StorageAlone.usualRules(), StorageAlone.noProxies(),
				ClientTimeouts.OF_USE, List.of());
	}

}
