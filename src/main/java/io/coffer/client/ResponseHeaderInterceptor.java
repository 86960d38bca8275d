package io.coffer.client;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.utils.DateUtils;

/**
 * Leaves out of a store's answers what the SDK would fail to read and what tells nothing
 * of the bytes: dates in another form than HTTP's, which some stores and proxies send,
 * and numbers that are none. An object that is there is not missing for their sake.
 */
final class ResponseHeaderInterceptor implements ExecutionInterceptor {

	private static final Map<String, Function<String, ?>> READERS = Map.of("Last-Modified", DateUtils::parseRfc822Date,
			"x-amz-object-lock-retain-until-date", DateUtils::parseIso8601Date, "x-amz-missing-meta", Integer::valueOf,
			"x-amz-mp-parts-count", Integer::valueOf, "x-amz-tagging-count", Integer::valueOf, "x-amz-object-size",
			Long::valueOf);

	@Override
	public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
		SdkHttpResponse answer = context.httpResponse();
		SdkHttpResponse.Builder readable = answer.toBuilder();
		READERS.forEach((name, reader) -> {
			if (!canRead(answer, name, reader)) {
				readable.removeHeader(name);
			}
		});
		return readable.build();
	}

	private static boolean canRead(SdkHttpResponse answer, String name, Function<String, ?> reader) {
		try {
			Optional<String> value = answer.firstMatchingHeader(name);
			return value.isEmpty() || value.map(reader).isPresent();
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

}
