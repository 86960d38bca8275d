package io.coffer.backups;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The story with nothing but Coffer, and with the sizes at which parts begin. */
class EmbeddedRestoreStoryIT extends RestoreStory {

	@ParameterizedTest
	@ValueSource(ints = { PART - 1, PART, PART + 1, 3 * PART })
	void whatEndsWhereAPartDoesIsRestored(int size) throws Exception {
		whatAStoresBRestoresByteForByte(size);
	}

	@ParameterizedTest
	@ValueSource(ints = { 22, PART, 2 * PART })
	void soIsWhatNobodyAnnounced(int size) throws Exception {
		anArchiveWhoseLengthNobodyAnnouncedIsRestoredToo(size);
	}

}
