package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.client.ClientTimeouts;
import io.coffer.client.S3Connection;
import io.coffer.network.AddressPolicy;
import io.coffer.providers.S3Settings;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The contract on the store inside Coffer. */
class EmbeddedStorageContractIT extends StorageContract {

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private AddressPolicy addresses;

	@Override
	S3Settings settings() {
		return this.embedded.open();
	}

	@Test
	void itReadsTheListOfAsManyPartsAsThereMayBe() {
		S3Connection connection = new S3Connection(settings(), this.addresses, StorageAlone.noProxies(),
				ClientTimeouts.OF_USE, List.of());
		S3Client client = connection.client();
		String bucket = settings().bucket();
		String id = client.createMultipartUpload((create) -> create.bucket(bucket).key("many.zip")).uploadId();
		List<CompletedPart> parts = IntStream.rangeClosed(1, 10_000)
			.mapToObj((number) -> CompletedPart.builder().partNumber(number).eTag("\"" + "0".repeat(32) + "\"").build())
			.toList();
		try {
			assertThatExceptionOfType(S3Exception.class)
				.isThrownBy(() -> client.completeMultipartUpload((complete) -> complete.bucket(bucket)
					.key("many.zip")
					.uploadId(id)
					.multipartUpload((list) -> list.parts(parts))))
				.satisfies((refusal) -> assertThat(refusal.awsErrorDetails().errorCode()).as("no part was sent")
					.isEqualTo("NoSuchUpload"));
		}
		finally {
			client.abortMultipartUpload((abort) -> abort.bucket(bucket).key("many.zip").uploadId(id));
			connection.release();
		}
	}

}
