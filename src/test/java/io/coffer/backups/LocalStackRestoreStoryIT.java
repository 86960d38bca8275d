package io.coffer.backups;

import io.coffer.testing.LocalStackStore;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.annotation.DirtiesContext;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The story on LocalStack, where there is Docker. */
@Testcontainers(disabledWithoutDocker = true)
@DirtiesContext
class LocalStackRestoreStoryIT extends RestoreStory {

	@BeforeEach
	void backupsAreKeptInLocalStack() {
		keepBackupsIn(LocalStackStore.settings());
	}

}
