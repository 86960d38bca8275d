package io.coffer.standins;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The multipart uploads that are open, and their parts. */
final class OpenUploads {

	private static final Pattern ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");

	private static final Pattern PART_NUMBER = Pattern.compile("<PartNumber>(\\d+)</PartNumber>");

	private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

	List<String> keys() {
		return this.uploads.values().stream().map(Upload::key).toList();
	}

	/** Refuses a request for an upload that is not open. */
	void require(S3Request request, Target target) {
		Upload upload = this.uploads.get(request.parameter("uploadId"));
		if (upload == null || !upload.key().equals(target.key())) {
			throw new Refusal(404, "NoSuchUpload", "The specified multipart upload does not exist.");
		}
	}

	/** The sizes of the parts that a Complete names, in its order. */
	List<Integer> sizes(S3Request complete) {
		Map<Integer, Integer> parts = upload(complete).parts();
		List<@Nullable Integer> sizes = PART_NUMBER.matcher(new String(complete.body(), StandardCharsets.UTF_8))
			.results()
			.<@Nullable Integer>map((number) -> parts.get(Integer.valueOf(number.group(1))))
			.toList();
		if (sizes.isEmpty() || sizes.stream().anyMatch((size) -> size == null)) {
			throw new Refusal(400, "InvalidPart", "One or more of the specified parts could not be found.");
		}
		return sizes.stream().map(Integer.class::cast).toList();
	}

	/** Notes what a call that succeeded has changed. */
	void note(Operation operation, S3Request request, Target target, S3Answer answer) {
		switch (operation) {
			case CREATE_UPLOAD -> ID.matcher(new String(answer.body(), StandardCharsets.UTF_8))
				.results()
				.map((MatchResult id) -> id.group(1))
				.forEach((id) -> this.uploads.put(id, new Upload(target.key(), new ConcurrentHashMap<>())));
			case UPLOAD_PART ->
				upload(request).parts().put(Integer.valueOf(request.parameter("partNumber")), request.body().length);
			case COMPLETE_UPLOAD, ABORT_UPLOAD -> this.uploads.remove(request.parameter("uploadId"));
			default -> {
			}
		}
	}

	private Upload upload(S3Request request) {
		return this.uploads.getOrDefault(request.parameter("uploadId"), new Upload("", new ConcurrentHashMap<>()));
	}

	/** One of them. */
	private record Upload(String key, Map<Integer, Integer> parts) {
	}

}
