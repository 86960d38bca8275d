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
 * @param keepHourly the newest of each of the last so many hours that have one
 * @param keepDaily the same by days
 * @param keepWeekly the same by ISO weeks
 * @param keepMonthly the same by months
 * @param keepYearly the same by years
 * @param keepWithin all that are younger than the newest by less than this
 * @param maxTotalSize the most bytes of a group; takes the oldest that the rules keep
 */
@JsonIgnoreProperties({ "source", "grace" })
@Schema(example = """
		{ "keepLast": 3, "keepDaily": 7, "keepWeekly": 4, "keepMonthly": 12, "keepWithin": "P14D" }
		""")
public record RetentionPolicy(@Schema(description = "The newest so many") @Min(1) @Max(MOST) @Nullable Integer keepLast,
		@Schema(description = "The newest of each of the last so many hours that have a backup, in UTC") @Min(1) @Max(MOST) @Nullable Integer keepHourly,
		@Schema(description = "The newest of each of the last so many days that have a backup") @Min(1) @Max(MOST) @Nullable Integer keepDaily,
		@Schema(description = "The newest of each of the last so many ISO weeks that have a backup") @Min(1) @Max(MOST) @Nullable Integer keepWeekly,
		@Schema(description = "The newest of each of the last so many months that have a backup") @Min(1) @Max(MOST) @Nullable Integer keepMonthly,
		@Schema(description = "The newest of each of the last so many years that have a backup") @Min(1) @Max(MOST) @Nullable Integer keepYearly,
		@Schema(description = "All that are younger than this, counted back from the newest one",
				example = "P14D") @Timespan.Text @Nullable String keepWithin,
		@Schema(description = "The most bytes of a group: what the rules keep goes too, the oldest first, until it "
				+ "fits") @Min(1) @Nullable Long maxTotalSize) {

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
