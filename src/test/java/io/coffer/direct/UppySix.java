package io.coffer.direct;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Version 6.3.1 of {@code @uppy/aws-s3}. */
final class UppySix extends UppyClient {

	UppySix(String companionEndpoint) {
		super(companionEndpoint);
	}

	@Override
	Map<String, String> headers(boolean hasBody) {
		return hasBody ? Map.of("content-type", "application/json") : Map.of();
	}

	@Override
	Map<String, ?> metadata(Map<String, @Nullable Object> meta) {
		return meta;
	}

	@Override
	String encodeKey(String key) {
		return form(key);
	}

	@Override
	String etag(String header) {
		return header.replaceAll("^\"+|\"+$", "");
	}

	@Override
	boolean inParallel() {
		return false;
	}

	/** {@code statusText}, which Tomcat leaves empty. */
	@Override
	String shown(int status, String body) {
		return "Companion request failed: ";
	}

	@Override
	boolean readsAborted() {
		return false;
	}

}
