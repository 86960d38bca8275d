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

	/**
	 * What stores answer that have refused a write for the sake of the guard. S3Mock says
	 * 304, as RFC 9110 has it for reads.
	 */
	private static final Set<Integer> REFUSALS = Set.of(304, 409, 412);

	static NoOverwriteGuard vendor(String header) {
		return new NoOverwriteGuard(header, "true");
	}

	static boolean isRefusal(int status) {
		return REFUSALS.contains(status);
	}

	/**
	 * Whether a store may have refused the guard itself, and not the write: as much as a
	 * trial needs to know that it cannot be relied on.
	 */
	static boolean isUnknown(S3Exception answer) {
		return answer.statusCode() == 400 || StorageErrors.isNotImplemented(answer);
	}

	/**
	 * Whether the answer to a request with this guard shows that the store does not know
	 * it. A refusal that does not name it may have any cause, and some pass: it is no
	 * reason to write without it.
	 */
	boolean isUnknownBy(S3Exception answer) {
		return !this.header.isEmpty() && (StorageErrors.isNotImplemented(answer)
				|| (answer.statusCode() == 400 && new StoreAnswer(answer).names(this.header)));
	}

	void putOn(AwsRequestOverrideConfiguration.Builder request) {
		if (!this.header.isEmpty()) {
			request.putHeader(this.header, this.value);
		}
	}

}
