package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.providers.S3Settings;
import io.coffer.testing.Archives;
import io.coffer.testing.FaultyProxy;
import io.coffer.testing.PlainS3;
import io.coffer.testing.RunningCoffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store that is reached by a wire that can break, and that can be asked beside it. */
abstract class AbstractBrokenWireIT extends RunningCoffer {

	static final String PUT = "PUT /coffer/[^ ?]+ HTTP";

	static final String PART = "PUT /coffer/[^ ]+partNumber=2";

	static final String COMPLETE = "POST /coffer/[^ ]+[?&]uploadId=";

	static final int LARGE = PartPlan.USUAL_PART_SIZE + 1;

	FaultyProxy proxy;

	String root;

	@BeforeEach
	void aProxyStandsBeforeTheStore() throws IOException {
		this.proxy = new FaultyProxy(this.embedded.open().endpoint());
		this.root = "faults-" + UUID.randomUUID() + "/";
	}

	@AfterEach
	void closeTheProxy() throws IOException {
		this.proxy.close();
	}

	StoredObject store(Bucket bucket, int size) throws IOException {
		try (bucket) {
			return bucket.store(new ByteArrayInputStream(Archives.zip(size)), size,
					new NewObject("a.zip", "application/zip", "attachment", Map.of()));
		}
	}

	void theStoreHolds(byte[] archive) {
		assertThat(Archives.sha256(bucket().get("a.zip"))).isEqualTo(Archives.sha256(archive));
	}

	void nothingRemains() {
		assertThat(bucket().keys("")).isEmpty();
		assertThat(bucket().openUploads()).isEmpty();
	}

	PlainS3 bucket() {
		return new PlainS3(settings(this.embedded.open().endpoint()));
	}

	S3Settings settings(URI endpoint) {
		return this.embedded.open().withEndpoint(endpoint).withRootPath(this.root);
	}

}
