package io.coffer.direct;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.coffer.backups.BackupExamples;
import io.coffer.storage.StoredObject;
import io.coffer.storage.UploadedPart;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A part that has arrived, written as S3 writes it.
 *
 * @param number its place in the archive, from 1
 * @param etag the store's entity tag, in quotes; of a part that was joined with others
 * already, that of the archive
 * @param size in bytes; null if the part was joined with others already
 */
record ListedPart(
		@JsonProperty("PartNumber") @Schema(description = "Its place in the archive, from 1", example = "1") int number,
		@JsonProperty("ETag") @Schema(description = "The store's entity tag, in quotes",
				example = BackupExamples.ETAG) String etag,
		@JsonProperty("Size") @Schema(description = "In bytes", example = "8388608") @Nullable Long size) {

	/** How S3 and most that are like it end the entity tag of what was sent in parts. */
	private static final Pattern COUNT = Pattern.compile("-([0-9]{1,5})\"$");

	static ListedPart of(UploadedPart part) {
		return new ListedPart(part.number(), part.etag(), part.size());
	}

	/**
	 * The parts of an archive that is whole; none if nothing tells how many they were.
	 */
	static List<ListedPart> of(StoredObject whole) {
		Matcher count = COUNT.matcher(whole.etag());
		return count.find() ? IntStream.rangeClosed(1, Integer.parseInt(count.group(1)))
			.mapToObj((number) -> new ListedPart(number, whole.etag(), null))
			.toList() : List.of();
	}

}
