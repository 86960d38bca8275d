package io.coffer.s3door;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;

/** What is told of the one bucket of a caller, its vault. */
@Component
class BucketOperations {

	private static final String ACL_OWNER_ONLY = "FULL_CONTROL";

	private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

	byte[] list(DoorRequest request) {
		return Xml.document("ListAllMyBucketsResult", (xml) -> xml.element("Owner", (owner) -> owner(owner, request))
			.element("Buckets",
					(buckets) -> buckets.element("Bucket", (bucket) -> bucket.text("Name", request.vault().name())
						.text("CreationDate", "1970-01-01T00:00:00.000Z"))));
	}

	void head(HttpServletResponse response) {
		response.setHeader("x-amz-bucket-region", S3Address.REGION);
		response.setContentLength(0);
	}

	void create() {
		throw S3Error.BUCKET_ALREADY_OWNED_BY_YOU.because("The bucket is there: it is the vault of this key pair.");
	}

	/** None means us-east-1. */
	byte[] location() {
		return Xml.document("LocationConstraint", (xml) -> {
		});
	}

	/** Nothing says whether the bucket behind has versions. */
	byte[] versioning() {
		return Xml.document("VersioningConfiguration", (xml) -> {
		});
	}

	byte[] access(DoorRequest request) {
		return Xml.document("AccessControlPolicy",
				(xml) -> xml.element("Owner", (owner) -> owner(owner, request))
					.element("AccessControlList", (list) -> list.element("Grant",
							(grant) -> grant
								.typed("Grantee", INSTANCE, "CanonicalUser", (grantee) -> owner(grantee, request))
								.text("Permission", ACL_OWNER_ONLY))));
	}

	static void owner(Xml xml, DoorRequest request) {
		xml.text("ID", request.vault().name()).text("DisplayName", request.vault().name());
	}

}
