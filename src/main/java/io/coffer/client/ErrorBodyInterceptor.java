package io.coffer.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Keeps what a store answers to a request that it refuses: the SDK reads only the code
 * and the message of it, and drops the elements that name the region or the endpoint.
 */
final class ErrorBodyInterceptor implements ExecutionInterceptor {

	private static final int MOST_BYTES = 64 * 1024;

	private static final ExecutionAttribute<SdkBytes> BODY = new ExecutionAttribute<>("CofferErrorBody");

	@Override
	public Optional<InputStream> modifyHttpResponseContent(Context.ModifyHttpResponse context,
			ExecutionAttributes attributes) {
		Optional<InputStream> body = context.responseBody();
		if (context.httpResponse().isSuccessful() || body.isEmpty()) {
			return body;
		}
		try (InputStream in = body.get()) {
			byte[] bytes = in.readNBytes(MOST_BYTES);
			attributes.putAttribute(BODY, SdkBytes.fromByteArray(bytes));
			return Optional.of(new ByteArrayInputStream(bytes));
		}
		catch (IOException ex) {
			return Optional.of(InputStream.nullInputStream());
		}
	}

	@Override
	public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
		@Nullable SdkBytes body = attributes.getAttribute(BODY);
		if (context.exception() instanceof S3Exception failure && failure.awsErrorDetails() != null && body != null) {
			AwsErrorDetails details = failure.awsErrorDetails().toBuilder().rawResponse(body).build();
			return failure.toBuilder().awsErrorDetails(details).cause(failure.getCause()).build();
		}
		return context.exception();
	}

}
