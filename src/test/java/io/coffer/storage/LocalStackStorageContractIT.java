package io.coffer.storage;

import io.coffer.providers.S3Settings;
import io.coffer.testing.LocalStackStore;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The contract on LocalStack, where there is Docker. */
@Testcontainers(disabledWithoutDocker = true)
class LocalStackStorageContractIT extends StorageContract {

	@Override
	S3Settings settings() {
		return LocalStackStore.settings();
	}

}
