package io.coffer.client;

import java.util.List;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeParams;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeProvider;

/**
 * Sends the list of parts, which may have more than a megabyte, in signed chunks as the
 * parts themselves. The embedded store holds any other body until its signature is
 * checked, and so takes small ones only.
 */
final class ChunkedCompleteAuthScheme implements S3AuthSchemeProvider {

	private final S3AuthSchemeProvider usual = S3AuthSchemeProvider.defaultProvider();

	@Override
	public List<AuthSchemeOption> resolveAuthScheme(S3AuthSchemeParams call) {
		List<AuthSchemeOption> options = this.usual.resolveAuthScheme(call);
		if (!call.operation().equals("CompleteMultipartUpload")) {
			return options;
		}
		return options.stream()
			.map((option) -> option.toBuilder()
				.putSignerProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, true)
				.build())
			.toList();
	}

}
