package io.coffer.storage;

import io.coffer.providers.S3Settings;
import io.coffer.testing.OwnStore;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The contract on any store that {@code COFFER_TEST_S3_*} names. */
@EnabledIfEnvironmentVariable(named = OwnStore.ENDPOINT, matches = ".+",
		disabledReason = "COFFER_TEST_S3_ENDPOINT names no store")
class OwnStorageContractIT extends StorageContract {

	@Override
	S3Settings settings() {
		return OwnStore.settings();
	}

}
