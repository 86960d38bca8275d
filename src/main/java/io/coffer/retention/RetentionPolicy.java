package io.coffer.retention;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which backups of a group stay. A backup stays if any keep rule keeps it; a policy
 * without rules keeps everything. An unknown member is refused, since a misspelt rule
 * would keep nothing.
 *
 * @param keepLast the newest so many
 * @param keepHourly the newest of each of the last so many hours that have a backup, in
 * UTC
 * @param keepDaily the newest of each of the last so many days that have a backup
 * @param keepWeekly the newest of each of the last so many ISO weeks that have a backup
 * @param keepMonthly the newest of each of the last so many months that have a backup
 * @param keepYearly the newest of each of the last so many years that have a backup
 * @param keepWithin all that are younger than this, counted back from the newest one
 * @param maxTotalSize the most bytes of a group: what the rules keep goes too, the oldest
 * first, until it fits
 */
@JsonIgnoreProperties({ "source", "grace" })
@Schema(example = """
		{ "keepLast": 3, "keepDaily": 7, "keepWeekly": 4, "keepMonthly": 12, "keepWithin": "P14D" }
		""")
public record RetentionPolicy(@Min(1) @Max(MOST) @Nullable Integer keepLast,
		@Min(1) @Max(MOST) @Nullable Integer keepHourly, @Min(1) @Max(MOST) @Nullable Integer keepDaily,
		@Min(1) @Max(MOST) @Nullable Integer keepWeekly, @Min(1) @Max(MOST) @Nullable Integer keepMonthly,
		@Min(1) @Max(MOST) @Nullable Integer keepYearly,
		@Schema(example = "P14D") @Timespan.Text @Nullable String keepWithin, @Min(1) @Nullable Long maxTotalSize) {

	/** The policy that keeps everything. */
	static final RetentionPolicy EMPTY = new RetentionPolicy(null, null, null, null, null, null, null, null);

	private static final long MOST = 10000;

	/** Whether any backup could ever go. */
	boolean removesAnything() {
		return !equals(EMPTY);
	}

	/** Whether there is a rule beside the limit of size. */
	boolean hasKeepRules() {
		return Stream
			.of(this.keepLast, this.keepHourly, this.keepDaily, this.keepWeekly, this.keepMonthly, this.keepYearly,
					this.keepWithin)
			.anyMatch(Objects::nonNull);
	}

	@JsonAnySetter
	@SuppressWarnings("DoNotCallSuggester")
	void refuse(String member, @Nullable Object value) {
		throw new ProblemException(ProblemType.VALIDATION_FAILED, "There is no such rule.").with("errors",
				List.of(Map.of("field", member, "message", "is not a rule of retention")));
	}

}
