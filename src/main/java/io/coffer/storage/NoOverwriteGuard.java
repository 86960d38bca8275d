package io.coffer.storage;

import java.util.Set;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The header by which a store is asked to refuse a write to a key that is taken.
 *
 * @param header the header's name, empty if there is none
 * @param value the header's value
 */
record NoOverwriteGuard(String header, String value) {

	/** RFC 9110 section 13.1.2, as S3 understands it. */
	static final NoOverwriteGuard IF_NONE_MATCH = new NoOverwriteGuard("If-None-Match", "*");

	static final NoOverwriteGuard NONE = new NoOverwriteGuard("", "");

	/** What stores answer that have refused a write for the sake of the guard. */
	private static final Set<Integer> REFUSALS = Set.of(409, 412);

	static NoOverwriteGuard vendor(String header) {
		return new NoOverwriteGuard(header, "true");
	}

	static boolean isRefusal(int status) {
		return REFUSALS.contains(status);
	}

	/** Whether a store may have refused the guard itself, and not the write. */
	static boolean isUnknown(S3Exception answer) {
		return answer.statusCode() == 400 || StorageErrors.isNotImplemented(answer);
	}

	void putOn(AwsRequestOverrideConfiguration.Builder request) {
		if (!this.header.isEmpty()) {
			request.putHeader(this.header, this.value);
		}
	}

}
