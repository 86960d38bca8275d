package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.providers.Provider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientUploadsTests {

	@ParameterizedTest
	@CsvSource({ "-1, 8", "0, 8", "1, 8", "512, 8", "513, 9", "1024, 16", "4096, 64", "100000, 64", "640000, 64",
			"640001, 65", "5000000, 500" })
	void aPartIsLargeEnoughForFewUrlsAndSmallEnoughToBeSentAgain(long mebibytes, int expected) {
		long size = (mebibytes < 0) ? -1 : mebibytes * 1024 * 1024;

		int partSize = ClientUploads.partSize(size, Provider.AWS.facts().maxParts());

		assertThat(partSize).isEqualTo(expected * 1024 * 1024);
	}

}
