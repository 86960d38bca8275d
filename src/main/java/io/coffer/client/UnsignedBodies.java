package io.coffer.client;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * Signs requests within one machine, without TLS, as the SDK signs those over TLS: all
 * but their bodies ({@code UNSIGNED-PAYLOAD}, <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">
 * signatures</a>). There is nobody on the way who could change those, and another hash of
 * every archive is what it costs.
 */
final class UnsignedBodies implements AwsV4AuthScheme {

	private final AwsV4AuthScheme usual = AwsV4AuthScheme.create();

	private final AwsV4HttpSigner signer = new Signer(this.usual.signer());

	@Override
	public String schemeId() {
		return SCHEME_ID;
	}

	@Override
	public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
		return this.usual.identityProvider(providers);
	}

	@Override
	public AwsV4HttpSigner signer() {
		return this.signer;
	}

	private record Signer(AwsV4HttpSigner usual) implements AwsV4HttpSigner {

		@Override
		public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
			SignedRequest signed = this.usual.sign(overTls(request));
			return signed.toBuilder()
				.request(signed.request().toBuilder().protocol(request.request().protocol()).build())
				.build();
		}

		private static <T extends AwsCredentialsIdentity> SignRequest<T> overTls(SignRequest<T> request) {
			return request.copy((copy) -> copy.request(request.request().toBuilder().protocol("https").build()));
		}

		@Override
		public CompletableFuture<AsyncSignedRequest> signAsync(
				AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
			return this.usual.signAsync(request);
		}

	}

}
