package io.coffer.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Archives;
import io.coffer.testing.DirectClient;
import io.coffer.testing.DirectClient.Upload;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** A device that sends archives straight to the bucket. */
abstract class AbstractDirectIT extends AbstractBackupIT {

	/** Of three parts. */
	static final byte[] LARGE = Archives.zip(2 * DirectClient.PART + 1000);

	static final byte[] SMALL = Archives.zip(1000);

	DirectClient direct;

	@BeforeEach
	void aClient() {
		this.direct = new DirectClient(this.coffer);
	}

	/** Begins an upload of a size that the client does not say. */
	Upload begin() {
		return this.direct.begun("notes.zip", Map.of("application", this.application));
	}

	/** Begins one whose size is known. */
	Upload begin(long size) {
		return this.direct.begun("notes.zip", Map.of("application", this.application, "size", size));
	}

	void nothingIsLeft() {
		assertThat(objects()).isEmpty();
		assertThat(openUploads()).isEmpty();
	}

}
