package io.coffer.s3door;

import io.coffer.audit.Action;
import io.coffer.audit.AuditEvent;
import io.coffer.direct.Completion;
import io.coffer.direct.DirectCompletion;
import io.coffer.direct.DirectUploadService;
import io.coffer.direct.NewUpload;
import io.coffer.storage.UploadedPart;
import io.coffer.uploads.UploadRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Uploads in parts: straight uploads whose parts Coffer sends on. */
@Component
class MultipartOperations {

	private static final int MOST_PARTS = 10_000;

	private final DirectUploadService uploads;

	private final DirectCompletion completion;

	private final ObjectOperations objects;

	private final ApplicationEventPublisher events;

	MultipartOperations(DirectUploadService uploads, DirectCompletion completion, ObjectOperations objects,
			ApplicationEventPublisher events) {
		this.uploads = uploads;
		this.completion = completion;
		this.objects = objects;
		this.events = events;
	}

	byte[] create(DoorRequest request) {
		NewUpload begun = this.uploads.begin(new UploadRequest(request.caller(), request.vault(), request.backup(),
				null, null, null, null, null, -1, 0, false, null), null);
		return Xml.document("InitiateMultipartUploadResult",
				(xml) -> xml.text("Bucket", request.bucket())
					.text("Key", begun.key())
					.text("UploadId", begun.uploadId()));
	}

	void put(DoorRequest request, HttpServletResponse response) throws IOException {
		long length = request.payload().length();
		if (length < 0) {
			throw S3Error.MISSING_CONTENT_LENGTH.because("The header Content-Length is needed.");
		}
		int number = request.query().number("partNumber", Integer.MAX_VALUE, 0);
		UploadedPart part = this.uploads.send(request.caller(), id(request), request.backup(), number,
				this.objects.body(request), length);
		response.setHeader("ETag", part.etag());
		response.setContentLength(0);
	}

	byte[] complete(DoorRequest request) throws IOException {
		Map<Integer, String> tags = XmlRequest.parts(this.objects.body(request));
		String key = request.backup();
		Completion done = AuditEvent.of(Action.UPLOAD, key)
			.in(request.vault())
			.around(this.events, () -> this.completion.complete(request.caller(), id(request), key, tags),
					(event, completed) -> event.ofSize(completed.stored().backup().size()));
		return Xml.document("CompleteMultipartUploadResult",
				(xml) -> xml.text("Location", request.http().getRequestURL())
					.text("Bucket", request.bucket())
					.text("Key", key)
					.text("ETag", done.stored().backup().etag()));
	}

	void abort(DoorRequest request, HttpServletResponse response) {
		this.uploads.abort(request.caller(), id(request), request.backup());
		response.setStatus(HttpServletResponse.SC_NO_CONTENT);
	}

	byte[] listParts(DoorRequest request) {
		int after = request.query().number("part-number-marker", MOST_PARTS, 0);
		int most = Math.max(1, request.query().number("max-parts", 1000, 1000));
		List<UploadedPart> parts = this.uploads.parts(request.caller(), id(request), request.backup())
			.stream()
			.filter((part) -> part.number() > after)
			.toList();
		List<UploadedPart> page = parts.subList(0, Math.min(most, parts.size()));
		return Xml.document("ListPartsResult", (xml) -> {
			xml.text("Bucket", request.bucket())
				.text("Key", request.backup())
				.text("UploadId", id(request))
				.text("PartNumberMarker", after)
				.text("NextPartNumberMarker", page.isEmpty() ? after : page.get(page.size() - 1).number())
				.text("MaxParts", most)
				.text("IsTruncated", page.size() < parts.size())
				.text("StorageClass", "STANDARD");
			page.forEach((part) -> xml.element("Part",
					(element) -> element.text("PartNumber", part.number())
						.text("ETag", part.etag())
						.text("Size", part.size())));
		});
	}

	/** Their ids are known to those alone who have begun them. */
	byte[] listUploads(DoorRequest request) {
		return Xml.document("ListMultipartUploadsResult",
				(xml) -> xml.text("Bucket", request.bucket()).text("MaxUploads", 1000).text("IsTruncated", false));
	}

	private static String id(DoorRequest request) {
		return request.query().get("uploadId", "");
	}

}
