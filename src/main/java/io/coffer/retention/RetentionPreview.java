package io.coffer.retention;

import io.coffer.retention.RetentionEngine.Decision;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a policy would keep and remove.
 *
 * @param groups every group by application and device
 * @param totals all of them together
 * @param blocked why nothing goes now, or null
 */
record RetentionPreview(@Schema(
		description = "Every application on every device; last the backups whose names tell none") List<PreviewedGroup> groups,
		RetentionTotals totals,
		@Schema(description = "Present while nothing goes, whatever the policy says") @Nullable Doubt blocked) {

	static RetentionPreview of(List<PreviewedGroup> groups, @Nullable Doubt blocked) {
		return new RetentionPreview(groups,
				new RetentionTotals(groups.stream().mapToLong((group) -> group.keep().size()).sum(),
						groups.stream().mapToLong((group) -> group.remove().size()).sum(), 0,
						groups.stream().mapToLong(PreviewedGroup::freedBytes).sum()),
				blocked);
	}

	/** One group of the preview. */
	record PreviewedGroup(
			@Schema(description = "Absent where names tell none", example = "notes") @Nullable String application,
			@Schema(description = "Absent where names tell none", example = "laptop-2") @Nullable String device,
			@Schema(description = "What stays, newest first") List<KeptBackup> keep,
			@Schema(description = "What goes, oldest first") List<RemovedBackup> remove,
			@Schema(description = "The bytes of what goes") long freedBytes) {

		static PreviewedGroup of(RetentionGroup group, Decision decision) {
			return new PreviewedGroup(group.application(), group.device(),
					decision.keep()
						.stream()
						.map((kept) -> new KeptBackup(kept.snapshot().key(), kept.reasons()))
						.toList(),
					decision.remove().stream().map((snapshot) -> new RemovedBackup(snapshot.key())).toList(),
					decision.remove().stream().mapToLong(RetentionCandidate::size).sum());
		}

	}

	/** A backup that stays. */
	record KeptBackup(@Schema(description = "The backup's name") String key,
			@Schema(description = "Every reason why it stays") Set<Reason> reasons) {
	}

	/** A backup that goes. */
	record RemovedBackup(@Schema(description = "The backup's name") String key) {
	}

}
