package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.providers.S3Settings;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Folders in the embedded store, more than a page has. */
class EmbeddedFolderListingIT extends FolderListing {

	@Override
	S3Settings settings() {
		return this.embedded.open();
	}

	@Test
	void foldersOfManyPagesAreAllFound() {
		List<String> names = IntStream.range(1000, 2010).mapToObj((number) -> "many-" + number).toList();
		names.forEach((name) -> write("vaults/" + name + "/x.zip"));

		assertThat(folders("b", Integer.MAX_VALUE)).isEqualTo(names);
		assertThat(folders("many-1500", 3)).containsExactly("many-1501", "many-1502", "many-1503");
	}

}
