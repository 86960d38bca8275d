package io.coffer.direct;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.coffer.backups.BackupExamples;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client says at the end of an upload.
 *
 * @param parts every part that it has sent. They may be left out if the archive's size
 * was declared when the upload began
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record UploadEnd(@Nullable List<SentPart> parts) {

	/**
	 * The entity tags by the numbers of the parts, in quotes; null if none are named.
	 * @throws ProblemException {@link ProblemType#INVALID_REQUEST}
	 */
	@Nullable Map<Integer, String> tags() {
		if (this.parts == null) {
			return null;
		}
		Map<Integer, String> tags = new HashMap<>();
		for (@Nullable
		SentPart part : this.parts) {
			if (part == null || part.number() == null || part.etag() == null || part.number() < 1
					|| tags.put(part.number(), quoted(part.etag())) != null) {
				throw new ProblemException(ProblemType.INVALID_REQUEST,
						"Each of \"parts\" has a PartNumber of its own and the ETag that the store answered.");
			}
		}
		return tags;
	}

	/** Some clients leave the quotes out. */
	private static String quoted(String tag) {
		return tag.startsWith("\"") ? tag : '"' + tag + '"';
	}

	/**
	 * A part that a client has sent, written as S3 writes it.
	 *
	 * @param number its place in the archive, from 1
	 * @param etag the entity tag that the store answered, with or without its quotes
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record SentPart(
			@JsonProperty("PartNumber") @Schema(description = "Its place in the archive, from 1",
					example = "1") @Nullable Integer number,
			@JsonProperty("ETag") @Schema(
					description = "The entity tag that the store answered, with or without its quotes",
					example = BackupExamples.ETAG) @Nullable String etag) {
	}

}
