package io.coffer.vaults;

import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.state.StateStore;
import io.coffer.storage.Bucket;
import io.coffer.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which vaults there are: the default one, those that have a folder of their own in the
 * bucket, whatever lies in it, and those of which something is set, so that one is listed
 * before it holds a backup. Each page is made by one listing of folders for the former
 * and one for the latter. A vault for which nothing but tokens was made is not listed;
 * one that was deleted is, where the bucket lets no object be deleted.
 */
@Component
class VaultNames {

	/** A name sorts with the slash behind it, since the store lists folders. */
	private static final Comparator<String> ORDER = Comparator.comparing((name) -> name + "/");

	private final Storage storage;

	private final StateStore state;

	VaultNames(Storage storage, StateStore state) {
		this.storage = storage;
		this.state = state;
	}

	/**
	 * So many names at most, the default one first of all.
	 * @param cursor that of the page before, or null for the first page
	 * @throws ProblemException {@link ProblemType#INVALID_CURSOR},
	 * {@link ProblemType#NOT_CONFIGURED} or a {@code storage-*} problem
	 */
	VaultPage page(int limit, @Nullable String cursor) {
		List<String> items = new ArrayList<>();
		String after = "";
		if (cursor != null) {
			after = decode(cursor);
		}
		else {
			items.add(Vault.DEFAULT.name());
		}
		int room = limit - items.size();
		SortedSet<String> next = behind(after.isEmpty() ? null : after, room + 1);
		next.stream().limit(room).forEach(items::add);
		boolean more = next.size() > room;
		String last = (room > 0) ? items.get(items.size() - 1) : after;
		return new VaultPage(List.copyOf(items), more ? encode(last) : null);
	}

	/** The first so many at least, as far as there are as many. */
	private SortedSet<String> behind(@Nullable String after, int most) {
		Few withFolder = new Few(most);
		try (Bucket bucket = this.storage.open()) {
			bucket.listFolders(Vault.FOLDER, after, withFolder);
		}
		Few withSettings = new Few(most);
		this.state.listFolders(Vault.FOLDER, after, withSettings);
		SortedSet<String> all = new TreeSet<>(ORDER);
		all.addAll(withFolder.names);
		all.addAll(withSettings.names);
		return all;
	}

	private static String encode(String last) {
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString((Vault.FOLDER + last).getBytes(StandardCharsets.UTF_8));
	}

	/** The name, which is empty behind the default one. */
	private static String decode(String cursor) {
		String text = "";
		try {
			text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw invalid();
		}
		String name = text.startsWith(Vault.FOLDER) ? text.substring(Vault.FOLDER.length()) : text;
		if (!text.startsWith(Vault.FOLDER) || !(name.isEmpty() || Vault.isName(name))) {
			throw invalid();
		}
		return name;
	}

	private static ProblemException invalid() {
		return new ProblemException(ProblemType.INVALID_CURSOR, "The cursor does not belong to this list.")
			.hint("Send nextCursor of the page before, or none to begin anew.");
	}

	/** Gathers what is a vault's name, until there are so many. */
	private static final class Few implements Predicate<String> {

		private final List<String> names = new ArrayList<>();

		private final int most;

		private Few(int most) {
			this.most = most;
		}

		@Override
		public boolean test(String folder) {
			if (Vault.isName(folder) && !folder.equals(Vault.DEFAULT.name())) {
				this.names.add(folder);
			}
			return this.names.size() < this.most;
		}

	}

}
