package io.coffer.s3door;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The S3 API for programs that know nothing else.
 *
 * @param enabled whether it is offered
 * @param port the port to listen on, or 0 for any free one. By default 8334, and if that
 * is taken there is no S3 API; one that is set must be free
 * @param publicEndpoint the URL by which clients reach it, as tokens show it: by default
 * the host of the request that makes the token, and the port. A proxy in between must
 * pass the Host header and the path on unchanged
 */
@Validated
@ConfigurationProperties("coffer.s3-door")
record DoorProperties(@DefaultValue("true") boolean enabled, @Nullable @Min(0) @Max(65535) Integer port,
		@Nullable URI publicEndpoint) {

	private static final int USUAL_PORT = 8334;

	DoorProperties {
		if (publicEndpoint != null && !isBaseUrl(publicEndpoint)) {
			throw new IllegalArgumentException(
					"coffer.s3-door.public-endpoint must be http://host[:port] or https://host[:port], was: "
							+ publicEndpoint);
		}
	}

	int portOrUsual() {
		return (this.port != null) ? this.port : USUAL_PORT;
	}

	private static boolean isBaseUrl(URI uri) {
		boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
		boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
		String path = uri.getRawPath();
		return http && bare && uri.getHost() != null && (path == null || path.isEmpty() || "/".equals(path));
	}

}
