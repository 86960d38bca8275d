package io.coffer.backups;

import io.coffer.testing.OwnStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.test.annotation.DirtiesContext;

/** The story on any store that {@code COFFER_TEST_S3_*} names. */
@EnabledIfEnvironmentVariable(named = OwnStore.ENDPOINT, matches = ".+",
		disabledReason = "COFFER_TEST_S3_ENDPOINT names no store")
@DirtiesContext
class OwnRestoreStoryIT extends RestoreStory {

	@BeforeEach
	void backupsAreKeptInTheStoreOfTheEnvironment() {
		keepBackupsIn(OwnStore.settings());
	}

}
