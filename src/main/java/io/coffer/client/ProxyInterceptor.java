package io.coffer.client;

import io.coffer.network.HttpProxy;
import io.coffer.problems.ProblemException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Marks what fails behind a proxy, so that the proxy is named where it may be the cause.
 */
public final class ProxyInterceptor implements ExecutionInterceptor {

	private static final String HEADER = "Coffer-Proxy";

	/** Says nothing of where the proxy is: devices read hints too. */
	private static final String HINT = "Calls go through a proxy that the machine of Coffer names (HTTP_PROXY, "
			+ "HTTPS_PROXY or Java's own properties): it may refuse them, or not reach the storage. NO_PROXY excepts "
			+ "hosts from it.";

	private final Optional<HttpProxy> proxy;

	/** Marks nothing without a proxy. */
	public ProxyInterceptor(Optional<HttpProxy> proxy) {
		this.proxy = proxy;
	}

	/** The SDK builds answers anew from what came, so that the mark has to have come. */
	@Override
	public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
		SdkHttpResponse answer = context.httpResponse();
		return this.proxy.isPresent() ? answer.toBuilder().putHeader(HEADER, "used").build() : answer;
	}

	@Override
	public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
		return (context.exception() instanceof SdkClientException failure) ? put(failure) : context.exception();
	}

	/** The failure with the mark among its causes. */
	public SdkException put(SdkClientException failure) {
		return this.proxy.<SdkException>map((used) -> failure.toBuilder().cause(new InUse(failure.getCause())).build())
			.orElse(failure);
	}

	/** Adds to the hint of a problem what a marked failure may be due to. */
	static ProblemException explain(ProblemException problem, SdkException failure) {
		return isMarked(failure) ? problem.hint(((problem.hint() != null) ? problem.hint() + " " : "") + HINT)
				: problem;
	}

	private static boolean isMarked(SdkException failure) {
		if (failure instanceof S3Exception answer) {
			return answer.awsErrorDetails() != null && answer.awsErrorDetails().sdkHttpResponse() != null
					&& answer.awsErrorDetails().sdkHttpResponse().firstMatchingHeader(HEADER).isPresent();
		}
		return Stream.<Throwable>iterate(failure, (cause) -> cause != null, Throwable::getCause)
			.anyMatch(InUse.class::isInstance);
	}

	private static final class InUse extends Exception {

		InUse(@Nullable Throwable cause) {
			super("Called through a proxy", cause);
		}

	}

}
