package io.coffer.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.function.Function;
import org.springframework.util.DigestUtils;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * Sends {@code Content-MD5} beside objects and parts once the store has asked for it, as
 * buckets with <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html">Object
 * Lock</a> do. Every store knows that header, which cannot be said of checksums; for a
 * request that needs none, it is not computed.
 */
final class ContentMd5Interceptor implements ExecutionInterceptor {

	private volatile boolean required;

	/** A client that repeats what was refused for want of the digest, with it. */
	S3Client on(S3Client client) {
		return new DelegatingS3Client(client) {
			@Override
			protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
				boolean sent = ContentMd5Interceptor.this.required;
				try {
					return operation.apply(request);
				}
				catch (S3Exception ex) {
					if (sent || !new S3ErrorResponse(ex).asksForDigest()) {
						throw ex;
					}
					ContentMd5Interceptor.this.required = true;
					return operation.apply(request);
				}
			}
		};
	}

	@Override
	public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
		boolean carriesData = context.request() instanceof PutObjectRequest
				|| context.request() instanceof UploadPartRequest;
		if (!this.required || !carriesData || context.requestBody().isEmpty()) {
			return context.httpRequest();
		}
		return context.httpRequest().toBuilder().putHeader("Content-MD5", md5(context.requestBody().get())).build();
	}

	private static String md5(RequestBody body) {
		try (InputStream in = body.contentStreamProvider().newStream()) {
			return Base64.getEncoder().encodeToString(DigestUtils.md5Digest(in));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
