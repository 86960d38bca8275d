package io.coffer.s3door;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** What the S3 API does here. Whatever is not named is not done. */
@Component
class S3Operations {

	private final BucketOperations buckets;

	private final ObjectListing listing;

	private final ObjectOperations objects;

	private final MultipartOperations multipart;

	S3Operations(BucketOperations buckets, ObjectListing listing, ObjectOperations objects,
			MultipartOperations multipart) {
		this.buckets = buckets;
		this.listing = listing;
		this.objects = objects;
		this.multipart = multipart;
	}

	void answer(DoorRequest request, HttpServletResponse response) throws IOException {
		request.requireOwnBucket();
		switch (request.operation()) {
			case "GET service" -> Xml.send(response, this.buckets.list(request));
			case "HEAD bucket" -> this.buckets.head(response);
			case "PUT bucket" -> this.buckets.create();
			case "GET bucket" -> Xml.send(response, this.listing.list(request));
			case "GET bucket location" -> Xml.send(response, this.buckets.location());
			case "GET bucket versioning" -> Xml.send(response, this.buckets.versioning());
			case "GET bucket acl", "GET object acl" -> Xml.send(response, this.buckets.access(request));
			case "GET bucket uploads" -> Xml.send(response, this.multipart.listUploads(request));
			case "POST bucket delete" -> Xml.send(response, this.objects.deleteAll(request));
			case "GET object", "HEAD object" -> this.objects.send(request, response);
			case "PUT object" -> this.objects.put(request, response);
			case "DELETE object" -> this.objects.delete(request, response);
			case "POST object uploads" -> Xml.send(response, this.multipart.create(request));
			case "PUT object partNumber&uploadId" -> this.multipart.put(request, response);
			case "GET object uploadId" -> Xml.send(response, this.multipart.listParts(request));
			case "POST object uploadId" -> Xml.send(response, this.multipart.complete(request));
			case "DELETE object uploadId" -> this.multipart.abort(request, response);
			default -> throw S3Error.NOT_IMPLEMENTED
				.because("This S3 API adds and reads backups. It does not do: " + request.operation());
		}
	}

}
