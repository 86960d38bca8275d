package io.coffer.providers;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a bucket must be told before pages of other origins may write to it straight: one
 * rule for each origin, since
 * <a href= "https://git.deuxfleurs.fr/Deuxfleurs/garage">Garage</a> answers several of
 * one rule in one header, which browsers refuse. The header is named, since not every
 * store understands a wildcard there.
 */
public final class CorsRules {

	private static final List<String> METHODS = List.of("GET", "HEAD", "PUT");

	private static final List<String> SENT = List.of("content-type");

	private static final List<String> READ = List.of("ETag");

	private static final int REMEMBERED_SECONDS = 3600;

	private final List<String> origins;

	/** Rules for these origins. */
	public CorsRules(List<String> origins) {
		this.origins = List.copyOf(origins);
	}

	/**
	 * In the form of the S3 API, which consoles and tools take: <a href=
	 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html">AWS</a>,
	 * <a href= "https://developers.cloudflare.com/r2/buckets/cors/">R2</a>.
	 */
	String json() {
		return JsonMapper.shared().writeValueAsString(this.origins.stream().map(Rule::of).toList());
	}

	/**
	 * Where to say that with a provider, and what: <a href=
	 * "https://www.alibabacloud.com/help/en/object-storage-service/latest/configure-cors-rules">
	 * OSS</a>,
	 * <a href= "https://intl.cloud.tencent.com/document/product/436/13318">COS</a> and
	 * <a href= "https://cloud.google.com/storage/docs/cors-configurations">GCS</a> have
	 * forms of their own, MinIO a setting of the server.
	 */
	public String hint(Provider provider) {
		return switch (provider) {
			case AWS ->
				"In the S3 console, on the bucket's tab Permissions, Cross-origin resource sharing, paste " + json();
			case R2 -> "In the dashboard, in the bucket's Settings, CORS policy, paste " + json();
			case OSS -> "In the OSS console, in the bucket's Cross-Origin Resource Sharing (CORS), create a rule: "
					+ form("Sources", "Allowed Methods", "Allowed Headers", "Exposed Headers");
			case COS -> "In the COS console, in the bucket's Security Management, CORS, add a rule: "
					+ form("Origin", "Allow-Methods", "Allow-Headers", "Expose-Headers");
			case GCS -> "Write " + googleJson()
					+ " to cors.json, and run gcloud storage buckets update gs://BUCKET --cors-file=cors.json.";
			case MINIO ->
				"Set MINIO_API_CORS_ALLOW_ORIGIN=" + String.join(",", this.origins) + " in the server's environment.";
			case EMBEDDED -> "What is between browsers and the embedded store must pass OPTIONS and Origin on to it, "
					+ "and its answers back unchanged.";
			default -> "Give the bucket these CORS rules, in its console or by aws s3api put-bucket-cors with "
					+ "--cors-configuration '{\"CORSRules\":" + json() + "}'.";
		};
	}

	private String form(String origins, String methods, String sent, String read) {
		return origins + " " + String.join(", ", this.origins) + "; " + methods + " " + String.join(", ", METHODS)
				+ "; " + sent + " " + String.join(", ", SENT) + "; " + read + " " + String.join(", ", READ) + ".";
	}

	/** Its one list is of headers that pages may send and of those that they may read. */
	private String googleJson() {
		List<String> headers = Stream.concat(SENT.stream(), READ.stream()).toList();
		return JsonMapper.shared()
			.writeValueAsString(List.of(new GoogleRule(this.origins, METHODS, headers, REMEMBERED_SECONDS)));
	}

	private record Rule(@JsonProperty("AllowedOrigins") List<String> origins,
			@JsonProperty("AllowedMethods") List<String> methods, @JsonProperty("AllowedHeaders") List<String> sent,
			@JsonProperty("ExposeHeaders") List<String> read, @JsonProperty("MaxAgeSeconds") int remembered) {

		static Rule of(String origin) {
			return new Rule(List.of(origin), METHODS, SENT, READ, REMEMBERED_SECONDS);
		}

	}

	private record GoogleRule(List<String> origin, List<String> method, List<String> responseHeader,
			int maxAgeSeconds) {
	}

}
