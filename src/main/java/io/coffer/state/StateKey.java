package io.coffer.state;

import java.util.regex.Pattern;

/**
 * Where one fact is kept, and what it is read as.
 *
 * @param path below {@code .coffer/}: folders and a name that ends in {@code .json}
 * @param type what its JSON is read as
 */
public record StateKey<T>(String path, Class<T> type) {

	/** What the keys of all facts begin with, below the root path. */
	static final String FOLDER = ".coffer/";

	/**
	 * What the paths begin with of facts about single objects of this bucket, which hold
	 * nowhere else.
	 */
	public static final String DIGESTS = "digests/";

	private static final Pattern PATH = Pattern.compile("(?:[a-z0-9][a-z0-9-]*/)+[a-z0-9][a-z0-9-]*\\.json");

	public StateKey {
		if (!isPath(path)) {
			throw new IllegalArgumentException("'" + path + "' is no path of a fact");
		}
	}

	/** The key of the object, below the root path. */
	String name() {
		return FOLDER + this.path;
	}

	/** Whether a fact can be kept there; the fingerprint of the key is none. */
	static boolean isPath(String path) {
		return PATH.matcher(path).matches();
	}

}
