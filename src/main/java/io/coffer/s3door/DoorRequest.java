package io.coffer.s3door;

import io.coffer.callers.Caller;
import io.coffer.callers.Role;
import io.coffer.callers.Vault;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * A request to the S3 API whose signature is known to be right.
 *
 * @param http the request
 * @param query its parameters
 * @param caller who has signed it
 * @param payload its body
 * @param bucket the bucket that it names, or null for none
 * @param key the key that it names, or null for none
 */
record DoorRequest(HttpServletRequest http, Query query, Caller caller, Payload payload, @Nullable String bucket,
		@Nullable String key) {

	/** Parameters that make another operation of a request. */
	private static final Set<String> SUBRESOURCES = Set.of("accelerate", "acl", "analytics", "append", "attributes",
			"cors", "delete", "encryption", "intelligent-tiering", "inventory", "legal-hold", "lifecycle", "location",
			"logging", "metadataTable", "metrics", "notification", "object-lock", "ownershipControls", "partNumber",
			"policy", "policyStatus", "publicAccessBlock", "replication", "renameObject", "requestPayment", "restore",
			"retention", "select", "session", "tagging", "torrent", "uploadId", "uploads", "versionId", "versioning",
			"versions", "website");

	/** Reads the path. */
	static DoorRequest of(HttpServletRequest http, Query query, Caller caller, Payload payload) {
		String path = http.getRequestURI().substring(http.getContextPath().length()).replaceFirst("^/+", "");
		int slash = path.indexOf('/');
		String bucket = (slash < 0) ? path : path.substring(0, slash);
		String key = (slash < 0) ? "" : path.substring(slash + 1);
		return new DoorRequest(http, query, caller, payload, decoded(bucket), decoded(key));
	}

	private static @Nullable String decoded(String text) {
		return text.isEmpty() ? null : UriUtils.decode(text, StandardCharsets.UTF_8);
	}

	/** What is asked for: the method, what it is about, and a part of that. */
	String operation() {
		String level = (this.bucket == null) ? "service" : (this.key == null) ? "bucket" : "object";
		String part = this.query.all()
			.stream()
			.map(Query.Parameter::name)
			.filter(SUBRESOURCES::contains)
			.sorted()
			.distinct()
			.collect(Collectors.joining("&"));
		boolean copies = this.http.getHeader("x-amz-copy-source") != null;
		return this.http.getMethod() + " " + level + (part.isEmpty() ? "" : " " + part) + (copies ? " copy" : "");
	}

	/** The caller's own vault, which is the only bucket that there is. */
	Vault vault() {
		return this.caller.in(null);
	}

	/** Refuses every bucket but the caller's own, whether or not there is one. */
	void requireOwnBucket() {
		if (this.bucket != null && !this.bucket.equals(vault().name())) {
			throw S3Error.ACCESS_DENIED
				.because("This key pair opens the bucket \"" + vault().name() + "\", and no other.");
		}
	}

	/** The key, which is the name of a backup. */
	String backup() {
		String name = String.valueOf(this.key);
		if (name.contains("/")) {
			throw S3Error.INVALID_ARGUMENT
				.because("Keys have no folders here: leave the root path, or prefix, of the application empty.");
		}
		return name;
	}

	boolean mayDelete() {
		return this.caller.role() != Role.DEVICE;
	}

}
