package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the list of vaults needs from any store. */
abstract class FolderListing extends AbstractStorageIT {

	/** In the order of stores: a folder's name counts with its slash. */
	private static final String[] FOLDERS = { "a-b", "a", "a0", "ab", "b" };

	@BeforeEach
	void foldersAndWhatLiesBesideThem() {
		for (String folder : FOLDERS) {
			write("vaults/" + folder + "/one.zip");
			write("vaults/" + folder + "/two.zip");
			write("vaults/" + folder + "/deeper/three.zip");
		}
		write("vaults/a.zip");
		write("vaultsandmore/c/one.zip");
		write("d.zip");
	}

	@AfterEach
	void theFoldersGoToo() {
		List<String> keys = new ArrayList<>();
		new SmallObjects(this.bucket).forEach("", (object) -> keys.add(object.key()));
		keys.forEach(this.bucket::delete);
	}

	@Test
	void foldersComeOnceInTheStoresOrder() {
		assertThat(folders(null, Integer.MAX_VALUE)).containsExactly(FOLDERS);
	}

	@Test
	void aListGoesOnBehindEachFolderWithoutRepeatingIt() {
		for (int i = 0; i < FOLDERS.length; i++) {
			assertThat(folders(FOLDERS[i], Integer.MAX_VALUE)).as(FOLDERS[i])
				.containsExactly(List.of(FOLDERS).subList(i + 1, FOLDERS.length).toArray(String[]::new));
		}
		assertThat(folders("nowhere", Integer.MAX_VALUE)).isEmpty();
	}

	@Test
	void aListEndsWhenItIsToldTo() {
		assertThat(folders(null, 2)).containsExactly("a-b", "a");
	}

	@Test
	void aPlaceIsEmptyOnceNothingLiesBelowIt() {
		try (Bucket folder = this.storage.open(this.settings.withRootPath(this.settings.rootPath() + "vaults/a/"))) {
			assertThat(folder.isEmpty()).isFalse();
			folder.delete("one.zip");
			folder.delete("two.zip");
			assertThat(folder.isEmpty()).isFalse();
			folder.delete("deeper/three.zip");
			assertThat(folder.isEmpty()).isTrue();
		}
		assertThat(folders(null, Integer.MAX_VALUE)).doesNotContain("a");
	}

	List<String> folders(@Nullable String after, int most) {
		List<String> names = new ArrayList<>();
		this.bucket.listFolders("vaults/", after, (name) -> {
			names.add(name);
			return names.size() < most;
		});
		return names;
	}

	void write(String key) {
		new SmallObjects(this.bucket).write(key, new byte[] { '1' });
	}

}
