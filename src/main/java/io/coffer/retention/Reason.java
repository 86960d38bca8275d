package io.coffer.retention;

import com.fasterxml.jackson.annotation.JsonValue;
import io.coffer.problems.KebabCase;
import io.swagger.v3.oas.annotations.media.Schema;

/** Why a backup stays. Codes are part of the contract: add, never rename. */
@Schema(enumAsRef = true)
enum Reason {

	/** It is among the newest. */
	LAST,

	/** It is the newest of its hour. */
	HOURLY,

	/** It is the newest of its day. */
	DAILY,

	/** It is the newest of its week. */
	WEEKLY,

	/** It is the newest of its month. */
	MONTHLY,

	/** It is the newest of its year. */
	YEARLY,

	/** It is the oldest, and there are fewer hours than may stay. */
	OLDEST_HOURLY,

	/** It is the oldest, and there are fewer days than may stay. */
	OLDEST_DAILY,

	/** It is the oldest, and there are fewer weeks than may stay. */
	OLDEST_WEEKLY,

	/** It is the oldest, and there are fewer months than may stay. */
	OLDEST_MONTHLY,

	/** It is the oldest, and there are fewer years than may stay. */
	OLDEST_YEARLY,

	/** It is not much older than the newest. */
	WITHIN,

	/** No keep rule is set. */
	NO_RULE,

	/** It is too young to go, whatever the rules say. */
	GRACE,

	/** Its name and the store tell times that are days apart. */
	TIMES_DISAGREE,

	/** No age can be trusted now. */
	CLOCK_DOUBTED,

	/** It is the last one of its group. */
	LAST_OF_GROUP,

	/** Its name tells no application and device. */
	UNKNOWN_NAME;

	/** The stable kebab-case code, such as {@code oldest-daily}. */
	@JsonValue
	String code() {
		return KebabCase.of(this);
	}

}
