package io.coffer.retention;

import io.coffer.retention.Ages.Doubt;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was removed.
 *
 * @param groups the groups of which something was to go, by application and device
 * @param totals all groups together
 * @param blocked present if nothing went, whatever the policy says
 */
record RetentionReport(List<AppliedGroup> groups, RetentionTotals totals, @Nullable Doubt blocked) {

	static RetentionReport of(List<AppliedGroup> groups, @Nullable Doubt blocked) {
		long failed = groups.stream().mapToLong((group) -> group.failed().size()).sum();
		return new RetentionReport(groups.stream().filter(AppliedGroup::hasNews).toList(),
				new RetentionTotals(groups.stream().mapToLong(AppliedGroup::kept).sum() + failed,
						groups.stream().mapToLong((group) -> group.deleted().size()).sum(), failed,
						groups.stream().mapToLong(AppliedGroup::freedBytes).sum()),
				blocked);
	}

	/**
	 * One group of the report.
	 *
	 * @param application absent where names tell none
	 * @param device absent where names tell none
	 * @param kept how many stay by decision
	 * @param deleted the names of those that are gone
	 * @param failed those that should be gone and are not
	 * @param freedBytes the bytes of those that are gone
	 */
	record AppliedGroup(@Schema(example = "notes") @Nullable String application,
			@Schema(example = "laptop-2") @Nullable String device, long kept, List<String> deleted,
			List<FailedRemoval> failed, long freedBytes) {

		private boolean hasNews() {
			return !this.deleted.isEmpty() || !this.failed.isEmpty();
		}

	}

	/**
	 * A backup that could not be removed.
	 *
	 * @param key the backup's name
	 * @param code the code of the problem
	 */
	record FailedRemoval(String key, @Schema(example = "storage-access-denied") String code) {
	}

	/**
	 * All groups together.
	 *
	 * @param kept how many backups stay
	 * @param removed how many go, or are gone
	 * @param failed how many should be gone and are not; they count as kept too
	 * @param freedBytes the bytes of those that go, or are gone
	 */
	record RetentionTotals(long kept, long removed, long failed, long freedBytes) {
	}

}
