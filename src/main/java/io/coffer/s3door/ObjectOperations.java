package io.coffer.s3door;

import io.coffer.backups.DeletionService;
import io.coffer.downloads.Downloads;
import io.coffer.limits.UploadProperties;
import io.coffer.problems.ProblemException;
import io.coffer.uploads.ArchiveUploads;
import io.coffer.uploads.RequestBodyStream;
import io.coffer.uploads.StoredUpload;
import io.coffer.uploads.Upload;
import io.coffer.uploads.UploadRequest;
import io.coffer.web.MinRateInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is done with one backup. */
@Component
class ObjectOperations {

	private final ArchiveUploads uploads;

	private final Downloads downloads;

	private final DeletionService deletions;

	private final long minRate;

	ObjectOperations(ArchiveUploads uploads, Downloads downloads, DeletionService deletions,
			UploadProperties properties) {
		this.uploads = uploads;
		this.downloads = downloads;
		this.deletions = deletions;
		this.minRate = properties.minRate().toBytes();
	}

	void send(DoorRequest request, HttpServletResponse response) throws IOException {
		this.downloads.send(request.vault(), request.backup(), request.http(), response);
	}

	/** The same guards, events and measures as those of {@code PUT /backups/{key}}. */
	void put(DoorRequest request, HttpServletResponse response) {
		String key = request.backup();
		StoredUpload stored = this.uploads.store(request.vault(), key, () -> upload(request, key));
		response.setHeader("ETag", stored.backup().etag());
		response.setContentLength(0);
	}

	private Upload upload(DoorRequest request, String key) {
		Payload payload = request.payload();
		long length = payload.length();
		if (length < 0) {
			throw S3Error.MISSING_CONTENT_LENGTH.because("The header Content-Length is needed.");
		}
		UploadRequest upload = new UploadRequest(request.caller(), request.vault(), key, null, null, null,
				payload.sha256(), null, length, length, false, null);
		boolean asksFirst = "100-continue".equalsIgnoreCase(request.http().getHeader("Expect"));
		return new Upload(upload, new RequestBodyStream(body(request)), asksFirst);
	}

	/** The body, which must come at some pace. */
	InputStream body(DoorRequest request) {
		try {
			return request.payload()
				.open(new MinRateInputStream(request.http().getInputStream(), this.minRate, System::nanoTime));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void delete(DoorRequest request, HttpServletResponse response) {
		requireDeletion(request);
		this.deletions.delete(request.vault(), request.backup());
		response.setStatus(HttpServletResponse.SC_NO_CONTENT);
	}

	/** Each for itself, as S3 does: the answer says which were refused. */
	byte[] deleteAll(DoorRequest request) throws IOException {
		List<String> keys = XmlRequest.keys(body(request));
		return Xml.document("DeleteResult", (xml) -> keys.forEach((key) -> delete(request, key, xml)));
	}

	private void delete(DoorRequest request, String key, Xml xml) {
		try {
			requireDeletion(request);
			this.deletions.delete(request.vault(), key);
			xml.element("Deleted", (deleted) -> deleted.text("Key", key));
		}
		catch (ProblemException ex) {
			xml.element("Error",
					(error) -> error.text("Key", key).text("Code", S3Error.of(ex).code()).text("Message", ex.detail()));
		}
	}

	private static void requireDeletion(DoorRequest request) {
		if (!request.mayDelete()) {
			throw S3Error.ACCESS_DENIED
				.because("A device's key pair adds and reads, and deletes nothing. The retention policy removes old "
						+ "backups; switch off the application's own, or let its refusals be.");
		}
	}

}
