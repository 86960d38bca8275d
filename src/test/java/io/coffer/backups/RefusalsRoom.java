package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;

/** Where every upload is refused: whatever a test does, it leaves nothing behind. */
abstract class RefusalsRoom extends BackupsRoom {

	@AfterEach
	void nothingIsLeft() {
		assertThat(objects()).isEmpty();
		assertThat(openUploads()).isEmpty();
	}

}
