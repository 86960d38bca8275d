package io.coffer.state;

import java.time.Duration;
import java.util.Optional;

/**
 * What was read of a fact.
 *
 * @param value what it says, or nothing if there is none
 * @param written whether an object is there, even one that says nothing
 * @param lasting whether the key that is used now has signed it, and not an older one
 * @param etag the store's entity tag of the object; empty where there is none
 * @param asked when it was asked for, in nanoseconds of the process
 */
record Reading(Optional<Object> value, boolean written, boolean lasting, String etag, long asked) {

	/** The same, asked for so much earlier. */
	Reading outdated(Duration age) {
		return new Reading(this.value, this.written, this.lasting, this.etag, this.asked - age.toNanos());
	}

}
