package io.coffer.retention;

import io.coffer.retention.Ages.Doubt;
import io.coffer.retention.RetentionEngine.Decision;
import io.coffer.retention.RetentionReport.RetentionTotals;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a policy would keep and remove.
 *
 * @param groups every application on every device; last the backups whose names tell none
 * @param totals all of them together
 * @param blocked present while nothing goes, whatever the policy says
 */
record RetentionPreview(List<PreviewedGroup> groups, RetentionTotals totals, @Nullable Doubt blocked) {

	static RetentionPreview of(List<PreviewedGroup> groups, @Nullable Doubt blocked) {
		return new RetentionPreview(groups,
				new RetentionTotals(groups.stream().mapToLong((group) -> group.keep().size()).sum(),
						groups.stream().mapToLong((group) -> group.remove().size()).sum(), 0,
						groups.stream().mapToLong(PreviewedGroup::freedBytes).sum()),
				blocked);
	}

	/**
	 * One group of the preview.
	 *
	 * @param application absent where names tell none
	 * @param device absent where names tell none
	 * @param keep what stays, newest first
	 * @param remove what goes, oldest first
	 * @param freedBytes the bytes of what goes
	 */
	record PreviewedGroup(@Schema(example = "notes") @Nullable String application,
			@Schema(example = "laptop-2") @Nullable String device, List<KeptBackup> keep, List<RemovedBackup> remove,
			long freedBytes) {

		static PreviewedGroup of(RetentionGroup group, Decision decision) {
			return new PreviewedGroup(group.application(), group.device(),
					decision.keep()
						.stream()
						.map((kept) -> new KeptBackup(kept.candidate().key(), kept.reasons()))
						.toList(),
					decision.remove().stream().map((candidate) -> new RemovedBackup(candidate.key())).toList(),
					decision.remove().stream().mapToLong(RetentionCandidate::size).sum());
		}

	}

	/**
	 * A backup that stays.
	 *
	 * @param key the backup's name
	 * @param reasons every reason why it stays
	 */
	record KeptBackup(String key, Set<Reason> reasons) {
	}

	/**
	 * A backup that goes.
	 *
	 * @param key the backup's name
	 */
	record RemovedBackup(String key) {
	}

}
