package io.coffer.direct;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.ClientUploads;
import io.coffer.storage.UploadedPart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** When parts make a whole archive, as far as their numbers and sizes tell. */
final class PartRules {

	private PartRules() {
	}

	/** How many bytes they have. */
	static long size(List<UploadedPart> parts) {
		return parts.stream().mapToLong(UploadedPart::size).sum();
	}

	/**
	 * Refuses more bytes than were declared.
	 * @param declared the archive's size, or -1 if it was not declared
	 * @throws ProblemException {@link ProblemType#INVALID_PARTS}
	 */
	static void requireNoMore(List<UploadedPart> parts, long declared) {
		if (declared >= 0 && size(parts) > declared) {
			throw invalid("More bytes have arrived than the " + declared + " that were declared.").with("size",
					size(parts));
		}
	}

	/**
	 * Refuses parts that lack something: the upload can go on.
	 * @param claimed the entity tags of all parts by their numbers, as the client has
	 * them; null if it names none
	 * @throws ProblemException {@link ProblemType#UPLOAD_INCOMPLETE}
	 */
	static void requireAll(List<UploadedPart> parts, long declared, @Nullable Map<Integer, String> claimed) {
		if (claimed == null && declared < 0) {
			throw new ProblemException(ProblemType.INVALID_REQUEST,
					"Nothing tells whether all parts have arrived: name them as \"parts\".")
				.hint("Without \"parts\", declare the archive's size when the upload begins, as \"size\" in its "
						+ "metadata.");
		}
		int last = parts.isEmpty() ? 0 : parts.get(parts.size() - 1).number();
		int wanted = (claimed != null)
				? Math.max(last, claimed.keySet().stream().mapToInt(Integer::intValue).max().orElse(0)) : last;
		if (parts.size() < wanted) {
			throw incomplete(parts.size() + " of " + wanted + " parts have arrived.").with("missing",
					missing(parts, wanted));
		}
		if (declared >= 0 && size(parts) < declared) {
			throw incomplete(size(parts) + " of " + declared + " bytes have arrived.");
		}
	}

	/**
	 * Refuses parts that are others than the client has sent, or that the store will not
	 * join.
	 * @param claimed as above
	 * @param equal whether all parts but the last must be of one size
	 * @throws ProblemException {@link ProblemType#INVALID_PARTS} or
	 * {@link ProblemType#EMPTY_BODY}
	 */
	static void requireJoinable(List<UploadedPart> parts, @Nullable Map<Integer, String> claimed, boolean equal) {
		if (size(parts) == 0) {
			throw new ProblemException(ProblemType.EMPTY_BODY, "The archive has no bytes.");
		}
		if (claimed != null) {
			requireSame(parts, claimed);
		}
		for (UploadedPart part : parts.subList(0, parts.size() - 1)) {
			if (part.size() < ClientUploads.SMALLEST_PART) {
				throw invalid("Part " + part.number() + " has " + part.size()
						+ " bytes; every part but the last has at least " + ClientUploads.SMALLEST_PART + ".");
			}
			if (equal && part.size() != parts.get(0).size()) {
				throw invalid("Part " + part.number() + " has " + part.size() + " bytes and the first one "
						+ parts.get(0).size() + ": this store wants parts of one size.");
			}
		}
		if (equal && parts.get(parts.size() - 1).size() > parts.get(0).size()) {
			throw invalid("The last part is larger than the others, which this store does not take.");
		}
	}

	private static void requireSame(List<UploadedPart> parts, Map<Integer, String> claimed) {
		Map<Integer, String> unnamed = new HashMap<>(claimed);
		for (UploadedPart part : parts) {
			String tag = unnamed.remove(part.number());
			if (tag == null) {
				throw invalid("Part " + part.number() + " has arrived, but is not named.");
			}
			if (!part.etag().isEmpty() && !part.etag().equals(tag)) {
				throw invalid("Part " + part.number() + " is another than the one that is named: its entity tag is "
						+ part.etag() + ".");
			}
		}
	}

	/** The first of them: who misses more will ask again. */
	private static List<Integer> missing(List<UploadedPart> parts, int wanted) {
		List<Integer> there = parts.stream().map(UploadedPart::number).toList();
		return IntStream.rangeClosed(1, wanted).filter((number) -> !there.contains(number)).limit(100).boxed().toList();
	}

	private static ProblemException incomplete(String detail) {
		return new ProblemException(ProblemType.UPLOAD_INCOMPLETE, detail)
			.hint("Send what is missing, and complete the upload again: it stays open.");
	}

	private static ProblemException invalid(String detail) {
		return new ProblemException(ProblemType.INVALID_PARTS, detail)
			.hint("Begin another upload: this one was removed.");
	}

}
