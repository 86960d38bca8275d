package io.coffer.providers;

import java.util.List;
import java.util.Optional;

/**
 * Hosts that people paste for an endpoint and that serve no S3 API: web consoles,
 * websites of buckets, other services of the same provider.
 */
final class Lookalikes {

	private static final List<Lookalike> ALL = List.of(
			new Lookalike(".*\\bs3-website[.-].*\\.amazonaws\\..*",
					"This is the website of a bucket; use https://s3.<region>.amazonaws.com."),

			new Lookalike(
					"(.*\\.)?(console|signin)\\.(aws\\.amazon\\.com|amazonaws-us-gov\\.com)|(.*\\.)?console\\.amazonaws\\.cn"
							+ "|aws\\.amazon\\.com",
					"This is the web console; use https://s3.<region>.amazonaws.com."),

			new Lookalike("(.*[.-])?s3express-.*\\.amazonaws\\..*",
					"This is S3 Express One Zone, which signs by sessions of its own; use a general purpose bucket at "
							+ "https://s3.<region>.amazonaws.com."),

			new Lookalike(
					"(.*\\.)?s3-(object-lambda|outposts|control)\\..*\\.amazonaws\\..*|(.*\\.)?s3(tables|vectors)\\..*"
							+ "|(.*\\.)?accesspoint\\.s3-global\\.amazonaws\\.com",
					"This is no endpoint of an ordinary bucket (Object Lambda, Outposts, a multi-region access point, control, "
							+ "tables or vectors); use https://s3.<region>.amazonaws.com."),

			new Lookalike(
					"(.*\\.)?(r2|workers)\\.dev|(dash|api|one\\.dash|catalog)\\.cloudflare(storage)?\\.com"
							+ "|r2\\.cloudflarestorage\\.com",
					"Use the S3 API endpoint of the R2 overview page, https://<account id>.r2.cloudflarestorage.com."),

			new Lookalike("(.*\\.)?console\\.(aliyun|alibabacloud)\\.com",
					"This is the web console; use https://s3.oss-<region>.aliyuncs.com."),

			new Lookalike(
					"(.*\\.)?cos-website\\..*|(.*\\.)?console\\.(cloud\\.tencent|tencentcloud)\\.com"
							+ "|(service\\.cos|.*\\.(file|image|pic[a-z]+))\\.myqcloud\\.com",
					"Use the endpoint of the S3 API, https://cos.<region>.myqcloud.com."),

			new Lookalike("(.*\\.)?(f|api)\\d*\\.backblazeb2\\.com|(.*\\.)?backblaze\\.com",
					"Use the endpoint of the S3 API, https://s3.<region>.backblazeb2.com, shown beside the bucket."),

			new Lookalike("(console|iam|sts)\\.wasabisys\\.com|(.*\\.)?wasabi\\.com",
					"This is no S3 API; use https://s3.<region>.wasabisys.com."),

			new Lookalike("cloud\\.digitalocean\\.com",
					"This is the control panel; use https://<region>.digitaloceanspaces.com."),

			new Lookalike(
					"(storage|console)\\.cloud\\.google\\.com|(www|firebasestorage)\\.googleapis\\.com"
							+ "|(.*\\.)?(firebasestorage\\.app|appspot\\.com)",
					"This is the web console or an API of Google's own; use https://storage.googleapis.com with HMAC keys."),

			new Lookalike("console\\.volcengine\\.com",
					"This is the web console; use https://tos-s3-<region>.volces.com."),

			new Lookalike("console(-intl)?\\.huaweicloud\\.com",
					"This is the web console; use https://obs.<region>.myhuaweicloud.com."),

			new Lookalike("console\\.hetzner\\.(cloud|com)|(.*\\.)?your-storagebox\\.de",
					"This is the web console or a Storage Box; use https://<location>.your-objectstorage.com."),

			new Lookalike("console\\.scaleway\\.com|(.*\\.)?s3-website\\..*\\.scw\\.cloud",
					"This is the web console or the website of a bucket; use https://s3.<region>.scw.cloud."),

			new Lookalike(
					"(.*\\.)?(blob|dfs|file|web)\\.core\\.(windows\\.net|chinacloudapi\\.cn|usgovcloudapi\\.net)"
							+ "|(portal\\.)?azure\\.(com|cn)",
					"Azure Blob Storage has no S3 API; a gateway such as S3Proxy gives it one."),

			new Lookalike("(www\\.|app\\.)?supabase\\.com",
					"This is the web console; use https://<project>.supabase.co/storage/v1/s3."),

			new Lookalike(
					"(drive|docs)\\.google\\.com|(.*\\.)?(dropbox\\.com|sharepoint\\.com|icloud\\.com|mega\\.nz)"
							+ "|onedrive\\.live\\.com",
					"This is a web drive without an S3 API; use an S3-compatible store."));

	private Lookalikes() {
	}

	/** What to use instead of a lower-case host, if it is one of these. */
	static Optional<String> hint(String host) {
		return ALL.stream().filter((lookalike) -> host.matches(lookalike.regex())).map(Lookalike::hint).findFirst();
	}

	/**
	 * A host that is no endpoint.
	 *
	 * @param regex what the whole host looks like
	 * @param hint what to use instead
	 */
	private record Lookalike(String regex, String hint) {
	}

}
