package io.coffer.providers;

import com.fasterxml.jackson.annotation.JsonValue;
import io.coffer.problems.ProblemType;
import io.coffer.providers.ProviderProfile.Bodies;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Coffer knows about each kind of store, one row a provider: how its endpoints look,
 * how to address and sign, how to send bodies, its part rules, how it is told not to
 * overwrite, which calls it lacks, and what its users stumble over. A new provider is a
 * new row and a row in {@code EndpointTests}. Coffer sends equal parts of
 * {@value PartPlan#SMALLEST_PART} bytes at least everywhere, which all of them take, and
 * never DeleteObjects, which many of them answer only with an MD5.
 */
public enum Provider {

	/**
	 * <a href= "https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAPI.html">Hosts</a>,
	 * <a href=
	 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">parts</a>,
	 * <a href=
	 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">
	 * conditional writes</a>,
	 * <a href= "https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html">entity
	 * tags</a>. The last form is how some applications document it.
	 */
	AWS(ProviderProfile.of("AWS S3")
		.hosts("s3-accelerate.{aws}", "s3-accelerate.dualstack.{aws}", "s3-accesspoint.{region}.{aws}",
				"s3.dualstack.{region}.{aws}", "s3-fips.{region}.{aws}", "s3.{region}.{aws}",
				"s3-{region}.{aws} -> s3.{region}.{aws}", "s3.{aws}", "{region}.{aws} -> s3.{region}.{aws}")
		.virtual()
		.buckets("(?!.*(--x-s3|--table-s3|--ol-s3|--op-s3|-ol-s3alias|\\.mrap)$).*",
				"is that of a general purpose bucket; S3 Express, table buckets, Object Lambda, Outposts and multi-region "
						+ "access points are no ordinary S3")
		.region("us-east-1")
		.bodies(Bodies.CHECKSUMMED)
		.md5Tags()
		.oneVersion()
		.guard(WriteCondition.IF_NONE_MATCH, OverwriteProtection.ATOMIC)),

	/**
	 * <a href= "https://developers.cloudflare.com/r2/api/s3/api/">API</a>, <a href=
	 * "https://developers.cloudflare.com/r2/reference/data-location/">jurisdictions</a>,
	 * <a href=
	 * "https://developers.cloudflare.com/r2/examples/aws/aws-sdk-java/">Java</a>,
	 * <a href= "https://developers.cloudflare.com/r2/api/s3/extensions/">extensions</a>,
	 * <a href= "https://developers.cloudflare.com/r2/objects/multipart-objects/">parts
	 * and their tags</a>.
	 */
	R2(ProviderProfile.of("Cloudflare R2")
		.hosts("{account}.r2.cloudflarestorage.com", "{account}.{jurisdiction}.r2.cloudflarestorage.com")
		.onlyRegion("auto")
		.httpsOnly()
		.noContinue()
		.md5Tags()
		.equalParts()
		.hint(ProblemType.STORAGE_BUCKET_MISSING,
				"A bucket with a jurisdiction is seen only at https://<account id>.<jurisdiction>.r2.cloudflarestorage.com, "
						+ "such as .eu., and any other bucket only without.")
		.hint(ProblemType.STORAGE_CREDENTIALS,
				"Use the access key id and secret of an R2 API token, not the token itself.")
		.note("A bucket of R2 may be public under another host, r2.dev or a domain of yours, which Coffer cannot see: "
				+ "look at the bucket's settings.")),

	/**
	 * <a href=
	 * "https://help.aliyun.com/en/oss/developer-reference/use-aws-sdks-to-access-oss">
	 * AWS SDKs</a>, <a href=
	 * "https://help.aliyun.com/en/oss/developer-reference/compatibility-with-amazon-s3">
	 * compatibility</a>,
	 * <a href= "https://help.aliyun.com/en/oss/user-guide/0026-00000002">overwriting</a>.
	 */
	OSS(ProviderProfile.of("Alibaba Cloud OSS")
		.hosts("s3.oss-accelerate.aliyuncs.com", "s3.oss-accelerate-overseas.aliyuncs.com",
				"oss-accelerate.aliyuncs.com -> s3.oss-accelerate.aliyuncs.com",
				"oss-accelerate-overseas.aliyuncs.com -> s3.oss-accelerate-overseas.aliyuncs.com",
				"s3.oss-{region}-internal.aliyuncs.com", "s3.oss-{region}.aliyuncs.com",
				"oss-{region}-internal.aliyuncs.com -> s3.oss-{region}-internal.aliyuncs.com",
				"oss-{region}.aliyuncs.com -> s3.oss-{region}.aliyuncs.com")
		.virtual()
		.regionPrefix("oss-")
		.guard(WriteCondition.vendor("x-oss-forbid-overwrite"), OverwriteProtection.BEST_EFFORT)
		.noUploadList()
		.hint(ProblemType.STORAGE_ACCESS_DENIED,
				"The endpoint must be that of the bucket's region. Accounts made since March 2025 cannot use the public "
						+ "endpoints of regions in mainland China for data.")
		.hint(ProblemType.STORAGE_UNREACHABLE,
				"Check the endpoint; one with -internal answers within Alibaba Cloud only.")),

	/**
	 * <a href= "https://tencentcloud.com/document/product/436/57456">No path style</a>,
	 * <a href= "https://cloud.tencent.com/document/practice/436/37421">S3 SDKs</a>,
	 * <a href= "https://www.tencentcloud.com/document/product/436/7750">parts</a>.
	 */
	COS(ProviderProfile.of("Tencent Cloud COS")
		.hosts("cos.accelerate.myqcloud.com", "cos-internal.{region}.tencentcos.cn", "cos.{region}.tencentcos.cn",
				"cos.{region}.myqcloud.com")
		.virtual()
		.buckets(".+-\\d{5,}", "ends in a hyphen and the account's number, such as backups-1250000000")
		.guard(WriteCondition.vendor("x-cos-forbid-overwrite"), OverwriteProtection.BEST_EFFORT)
		.noListV2()
		.hint(ProblemType.STORAGE_BUCKET_MISSING,
				"Check the number at the end of the bucket's name, and the region: it is part of the host.")),

	/**
	 * <a href= "https://github.com/minio/minio/blob/master/docs/config/README.md">
	 * Configuration</a>; conditional writes as in its object handlers.
	 */
	MINIO(ProviderProfile.of("MinIO")
		.region("us-east-1")
		.guard(WriteCondition.IF_NONE_MATCH, OverwriteProtection.ATOMIC)
		.hint(ProblemType.STORAGE_NOT_S3, "Use the port of the S3 API, usually 9000; the console has 9001.")),

	/** <a href= "https://docs.ceph.com/en/tentacle/radosgw/s3/">S3 API</a>. */
	CEPH(ProviderProfile.of("Ceph RGW").region("us-east-1").noListV2()),

	/**
	 * <a href= "https://backblaze.com/docs/cloud-storage-call-the-s3-compatible-api">S3
	 * API</a>.
	 */
	B2(ProviderProfile.of("Backblaze B2")
		.hosts("s3.{region}.backblazeb2.com")
		.httpsOnly()
		.hint(ProblemType.STORAGE_CREDENTIALS, "Make an application key: the master key does not work with S3.")),

	/** <a href= "https://docs.wasabi.com/docs/rest-api-introduction">REST API</a>. */
	WASABI(ProviderProfile.of("Wasabi")
		.hosts("s3.{region}.wasabisys.com", "s3.wasabisys.com")
		.region("us-east-1")
		.hint(ProblemType.STORAGE_CREDENTIALS, "After wrong keys Wasabi refuses right ones too for five minutes.")
		.note("Wasabi bills every object for 90 days at least.")),

	/**
	 * <a href= "https://docs.digitalocean.com/reference/api/spaces-api">Spaces API</a>.
	 */
	DIGITALOCEAN(ProviderProfile.of("DigitalOcean Spaces")
		.hosts("{region}.cdn.digitaloceanspaces.com -> {region}.digitaloceanspaces.com",
				"{region}-static.digitaloceanspaces.com -> {region}.digitaloceanspaces.com",
				"{region}.digitaloceanspaces.com")
		.virtual()
		.note("What the CDN of a Space shows is public; Coffer looks at the Space itself only.")),

	/**
	 * <a href= "https://docs.cloud.google.com/storage/docs/interoperability">
	 * Interoperability</a>.
	 */
	GCS(ProviderProfile.of("Google Cloud Storage")
		.hosts("storage.googleapis.com")
		.region("auto")
		.httpsOnly()
		.noListV2()
		.hint(ProblemType.STORAGE_CREDENTIALS, "Use HMAC keys, made in the interoperability settings.")),

	/**
	 * Path style is refused, and the native hosts do not speak S3:
	 * <a href= "https://www.volcengine.com/docs/6349/147050">S3 hosts</a>.
	 */
	TOS(ProviderProfile.of("Volcengine TOS")
		.hosts("tos-s3-{region}.volces.com", "tos-s3-{region}.ivolces.com",
				"tos-{region}.volces.com -> tos-s3-{region}.volces.com",
				"tos-{region}.ivolces.com -> tos-s3-{region}.ivolces.com")
		.virtual()),

	/** <a href= "https://support.huaweicloud.com/api-obs/obs_04_0083.md">API</a>. */
	OBS(ProviderProfile.of("Huawei Cloud OBS")
		.hosts("obs.{region}.myhuaweicloud.com", "obs.{region}.myhuaweicloud.eu")
		.virtual()
		.noListV2()),

	/**
	 * Ceph as a service: <a href=
	 * "https://docs.hetzner.com/storage/object-storage/supported-actions/">actions</a>.
	 */
	HETZNER(ProviderProfile.of("Hetzner Object Storage").hosts("{region}.your-objectstorage.com")),

	/**
	 * <a href= "https://www.scaleway.com/en/docs/object-storage/api-cli/">Object
	 * storage</a>; no more than 1 000 parts.
	 */
	SCALEWAY(ProviderProfile.of("Scaleway").hosts("s3.{region}.scw.cloud").virtual().maxParts(1_000)),

	/**
	 * <a href=
	 * "https://garagehq.deuxfleurs.fr/documentation/reference-manual/s3-compatibility/">
	 * S3 compatibility</a>. What it does not know it answers with 501.
	 */
	GARAGE(ProviderProfile.of("Garage")
		.region("garage")
		.guard(WriteCondition.NONE, OverwriteProtection.BEST_EFFORT)
		.hint(ProblemType.STORAGE_REGION, "The region is s3_region of Garage's configuration, often \"garage\".")),

	/**
	 * <a href= "https://github.com/seaweedfs/seaweedfs/wiki/Amazon-S3-API">S3 API</a>.
	 */
	SEAWEEDFS(ProviderProfile.of("SeaweedFS").region("us-east-1").noListV2()),

	/** <a href= "https://github.com/rustfs/rustfs">RustFS</a>. */
	RUSTFS(ProviderProfile.of("RustFS")
		.region("us-east-1")
		.guard(WriteCondition.NONE, OverwriteProtection.BEST_EFFORT)),

	/** <a href= "https://docs.localstack.cloud/aws/services/s3/">S3</a>. */
	LOCALSTACK(ProviderProfile.of("LocalStack")
		.hosts("s3.localhost.localstack.cloud", "localhost.localstack.cloud")
		.region("us-east-1")),

	/**
	 * The store inside this process. It decodes {@code aws-chunked} bodies while they
	 * arrive but holds others on the heap. Where a Complete has a condition, it is silent
	 * while it joins the parts, and only then says why it could not.
	 */
	EMBEDDED(ProviderProfile.of("Embedded store")
		.region("us-east-1")
		.md5Tags()
		.oneVersion()
		.guard(WriteCondition.IF_NONE_MATCH, OverwriteProtection.ATOMIC)
		.silence(Duration.ofMinutes(15))),

	/** Any other store: path style, plain bodies, no checksum headers. */
	GENERIC(ProviderProfile.of("S3-compatible store").region("us-east-1"));

	/** Written once, in the constant. */
	@SuppressWarnings("ImmutableEnumChecker")
	private final ProviderProfile facts;

	Provider(ProviderProfile facts) {
		this.facts = facts;
	}

	/**
	 * Recognises the provider by the endpoint's host: {@link #GENERIC} if nothing does.
	 */
	public static Provider at(URI endpoint) {
		String host = Objects.requireNonNullElse(endpoint.getHost(), "").toLowerCase(Locale.ROOT);
		return Stream.of(values())
			.filter((provider) -> provider.facts.read(host).isPresent())
			.findFirst()
			.orElse(GENERIC);
	}

	/** The stable lower-case name. */
	@JsonValue
	public String id() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** The name for people. */
	public String title() {
		return this.facts.title;
	}

	/** What a problem of this type usually means with this provider, or nothing. */
	public Optional<String> hint(ProblemType problem) {
		return Optional.ofNullable(this.facts.hints.get(problem));
	}

	/** What users should know, and no check can find out. */
	public List<String> notes() {
		return List.copyOf(this.facts.notes);
	}

	public ProviderProfile facts() {
		return this.facts;
	}

}
