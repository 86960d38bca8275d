package io.coffer.storage;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names of the objects by which a store is tried. They have no extension, so none of them
 * is a backup's.
 */
public final class ProbeNames {

	/** What all of them begin with. */
	public static final String PREFIX = "coffer-check-";

	private static final Pattern PROBE = Pattern.compile(PREFIX + "[0-9a-f]{16}.*");

	private ProbeNames() {
	}

	/**
	 * A name of plain letters, which every store takes.
	 * @param id eight bytes that no other probe has
	 */
	public static String plain(byte[] id) {
		return PREFIX + HexFormat.of().formatHex(id);
	}

	/**
	 * The same with one of each kind of characters that names of backups may have: stores
	 * and proxies that spoil some of them do so here.
	 */
	public static String full(byte[] id) {
		return plain(id) + " a+b@(备份)";
	}

	/** One that follows the full name in lists, and does not begin with it. */
	public static String second(byte[] id) {
		return plain(id) + " a+b@(备份2)";
	}

	/**
	 * One where Coffer keeps what it must remember.
	 * @param id eight bytes that no other probe has
	 */
	public static String ofState(byte[] id) {
		return ".coffer/" + plain(id);
	}

	/** Whether an object of this name is one of a check. */
	public static boolean isProbe(String key) {
		return PROBE.matcher(key).matches();
	}

}
