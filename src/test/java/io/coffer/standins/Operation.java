package io.coffer.standins;

import java.util.Map;

/** The calls that a stand-in may know. */
enum Operation {

	LIST_BUCKETS, HEAD_BUCKET, LIST_OBJECTS, LIST_OBJECTS_V2, LIST_UPLOADS, DELETE_OBJECTS, GET_LOCATION, GET_ACL,
	GET_POLICY_STATUS, GET_PUBLIC_ACCESS_BLOCK, GET_CORS, GET_VERSIONING, GET_LOCK, PREFLIGHT, PUT_OBJECT, GET_OBJECT,
	HEAD_OBJECT, DELETE_OBJECT, CREATE_UPLOAD, UPLOAD_PART, COMPLETE_UPLOAD, ABORT_UPLOAD, LIST_PARTS, OTHER;

	private static final Map<String, Operation> ASKS_OF_A_BUCKET = Map.of("uploads", LIST_UPLOADS, "location",
			GET_LOCATION, "acl", GET_ACL, "policyStatus", GET_POLICY_STATUS, "publicAccessBlock",
			GET_PUBLIC_ACCESS_BLOCK, "cors", GET_CORS, "versioning", GET_VERSIONING, "object-lock", GET_LOCK);

	static Operation of(S3Request request, Target target) {
		if (request.method().equals("OPTIONS")) {
			return PREFLIGHT;
		}
		if (target.bucket().isEmpty()) {
			return request.method().equals("GET") ? LIST_BUCKETS : OTHER;
		}
		return target.key().isEmpty() ? ofBucket(request) : ofObject(request);
	}

	/** Whether it makes an object appear under a key. */
	boolean writesObject() {
		return this == PUT_OBJECT || this == COMPLETE_UPLOAD;
	}

	/** Whether a public bucket allows it without a signature. */
	boolean reads() {
		return this == LIST_OBJECTS || this == LIST_OBJECTS_V2 || this == GET_OBJECT || this == HEAD_OBJECT
				|| this == HEAD_BUCKET;
	}

	/** Whether the request's body is the object's, or a part of it. */
	boolean carriesData() {
		return this == PUT_OBJECT || this == UPLOAD_PART;
	}

	/** Whether it is about a multipart upload that is open. */
	boolean ofUpload() {
		return this == UPLOAD_PART || this == COMPLETE_UPLOAD || this == ABORT_UPLOAD || this == LIST_PARTS;
	}

	private static Operation ofBucket(S3Request request) {
		return switch (request.method()) {
			case "HEAD" -> HEAD_BUCKET;
			case "POST" -> request.asks("delete") ? DELETE_OBJECTS : OTHER;
			case "GET" -> ASKS_OF_A_BUCKET.entrySet()
				.stream()
				.filter((ask) -> request.asks(ask.getKey()))
				.map(Map.Entry::getValue)
				.findFirst()
				.orElse(request.parameter("list-type").equals("2") ? LIST_OBJECTS_V2 : LIST_OBJECTS);
			default -> OTHER;
		};
	}

	private static Operation ofObject(S3Request request) {
		boolean ofUpload = request.asks("uploadId");
		return switch (request.method()) {
			case "HEAD" -> HEAD_OBJECT;
			case "GET" -> ofUpload ? LIST_PARTS : GET_OBJECT;
			case "DELETE" -> ofUpload ? ABORT_UPLOAD : DELETE_OBJECT;
			case "PUT" -> ofUpload ? UPLOAD_PART : request.hasHeaderLike("x-amz-copy-source") ? OTHER : PUT_OBJECT;
			case "POST" -> request.asks("uploads") ? CREATE_UPLOAD : ofUpload ? COMPLETE_UPLOAD : OTHER;
			default -> OTHER;
		};
	}

}
