package io.coffer.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;

/** Where every upload is refused: whatever a test does, it leaves nothing behind. */
public abstract class AbstractRefusalIT extends AbstractBackupIT {

	@AfterEach
	protected void nothingIsLeft() {
		assertThat(objects()).isEmpty();
		assertThat(openUploads()).isEmpty();
	}

}
