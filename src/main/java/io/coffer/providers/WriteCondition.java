package io.coffer.providers;

import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The header by which a store is asked to refuse a write to a key that is taken.
 *
 * @param header the header's name, empty if there is none
 * @param value the header's value
 */
public record WriteCondition(String header, String value) {

	/** RFC 9110 section 13.1.2, as S3 understands it. */
	static final WriteCondition IF_NONE_MATCH = new WriteCondition("If-None-Match", "*");

	/** No condition: the store is asked for nothing. */
	public static final WriteCondition NONE = new WriteCondition("", "");

	/**
	 * What stores answer that have refused a write for the sake of the guard. S3Mock says
	 * 304, as RFC 9110 has it for reads.
	 */
	private static final Set<Integer> REFUSALS = Set.of(304, 409, 412);

	static WriteCondition vendor(String header) {
		return new WriteCondition(header, "true");
	}

	/**
	 * Whether a store that answers a write with this status may have found the key taken.
	 */
	public static boolean isRefusal(int status) {
		return REFUSALS.contains(status);
	}

	/** Passes on the header, if there is one. */
	public void addTo(BiConsumer<String, String> headers) {
		if (!this.header.isEmpty()) {
			headers.accept(this.header, this.value);
		}
	}

}
