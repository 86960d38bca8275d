package io.coffer.s3door;

import io.coffer.testing.Archives;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import software.amazon.awssdk.core.sync.RequestBody;

/** The limits of all uploads are those of S3 clients too. */
@TestPropertySource(properties = "coffer.devices.quota=100000B")
class DoorLimitsIT extends AbstractDoorIT {

	@Test
	void aDeviceHasNoMoreThanItsQuota() {
		put("a.zip", 60_000);

		SdkStoryIT.isRefused(403, "QuotaExceeded", () -> put("b.zip", 50_000));
	}

	@Test
	void aPartThatNoBufferHoldsIsRefusedUnread() {
		String key = key("a.zip");
		String id = this.s3.createMultipartUpload((create) -> create.bucket(BUCKET).key(key)).uploadId();

		SdkStoryIT.isRefused(400, "EntityTooLarge",
				() -> this.s3.uploadPart((part) -> part.bucket(BUCKET).key(key).uploadId(id).partNumber(1),
						RequestBody.fromBytes(new byte[33 * 1024 * 1024])));

		this.s3.abortMultipartUpload((abort) -> abort.bucket(BUCKET).key(key).uploadId(id));
	}

	private void put(String name, int size) {
		this.s3.putObject((put) -> put.bucket(BUCKET).key(key(name)), RequestBody.fromBytes(Archives.zip(size)));
	}

}
