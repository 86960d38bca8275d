package io.coffer.callers;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.util.regex.Pattern;

/**
 * A vault: it holds the backups of one user, family, team or customer, and nobody in
 * another learns anything of them.
 *
 * @param name 3 to 63 of {@code a-z 0-9 -}, neither beginning nor ending with a hyphen
 */
public record Vault(String name) {

	private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

	/** The vault that is always there: its backups are the root path's own. */
	public static final Vault DEFAULT = new Vault("default");

	/** The folder of all other vaults, below the root path. */
	public static final String FOLDER = "vaults/";

	private static final Pattern IN_FOLDER = Pattern.compile(FOLDER + NAME + "/");

	/**
	 * Checks the name.
	 * @throws ProblemException {@link ProblemType#INVALID_NAME}
	 */
	public Vault {
		if (!isName(name)) {
			throw new ProblemException(ProblemType.INVALID_NAME, "That is no name for a vault.")
				.hint("Use 3 to 63 of a-z, 0-9 and hyphens, neither first nor last.");
		}
	}

	/** Whether a vault can be called so. */
	public static boolean isName(String text) {
		return NAME.matcher(text).matches();
	}

	/** The vault of what has that path below the root path. */
	public static Vault of(String path) {
		return isInFolder(path) ? new Vault(path.split("/", 3)[1]) : DEFAULT;
	}

	/** The path within its vault of what has that path below the root path. */
	public static String within(String path) {
		return isInFolder(path) ? path.split("/", 3)[2] : path;
	}

	/** What lies in a folder that is called like the default vault is in none. */
	private static boolean isInFolder(String path) {
		return IN_FOLDER.matcher(path).lookingAt() && !path.startsWith(FOLDER + DEFAULT.name() + "/");
	}

	/** Where its backups are, below the root path: empty, or ending in a slash. */
	public String folder() {
		return equals(DEFAULT) ? "" : FOLDER + this.name + "/";
	}

	@Override
	public String toString() {
		return this.name;
	}

}
