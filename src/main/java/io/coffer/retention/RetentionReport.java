package io.coffer.retention;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was removed.
 *
 * @param groups the groups of which something was to go
 * @param totals all groups together
 * @param blocked why nothing went, or null
 */
record RetentionReport(@Schema(
		description = "The groups of which something was to go, by application and device") List<AppliedGroup> groups,
		RetentionTotals totals,
		@Schema(description = "Present if nothing went, whatever the policy says") @Nullable Doubt blocked) {

	static RetentionReport of(List<AppliedGroup> groups, @Nullable Doubt blocked) {
		long failed = groups.stream().mapToLong((group) -> group.failed().size()).sum();
		return new RetentionReport(groups.stream().filter(AppliedGroup::hasNews).toList(),
				new RetentionTotals(groups.stream().mapToLong(AppliedGroup::kept).sum() + failed,
						groups.stream().mapToLong((group) -> group.deleted().size()).sum(), failed,
						groups.stream().mapToLong(AppliedGroup::freedBytes).sum()),
				blocked);
	}

	/** One group of the report. */
	record AppliedGroup(@Schema(example = "notes") @Nullable String application,
			@Schema(example = "laptop-2") @Nullable String device,
			@Schema(description = "How many stay by decision") long kept,
			@Schema(description = "The names of those that are gone") List<String> deleted,
			@Schema(description = "Those that should be gone and are not") List<FailedRemoval> failed,
			@Schema(description = "The bytes of those that are gone") long freedBytes) {

		private boolean hasNews() {
			return !this.deleted.isEmpty() || !this.failed.isEmpty();
		}

	}

	/** A backup that could not be removed. */
	record FailedRemoval(@Schema(description = "The backup's name") String key,
			@Schema(description = "The code of the problem", example = "storage-access-denied") String code) {
	}

}
