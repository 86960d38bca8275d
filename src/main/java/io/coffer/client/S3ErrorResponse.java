package io.coffer.client;

import io.coffer.providers.HostPattern;
import io.coffer.providers.Provider;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What a store's error answer says of its cause. Only words that are recognised are taken
 * from it: the rest may hold keys, hosts and signatures.
 */
record S3ErrorResponse(S3Exception failure) {

	private static final Pattern WORD = Pattern.compile("[A-Za-z0-9.]{1,64}");

	private static final Pattern REGION = Pattern.compile("[A-Za-z0-9-]{1,63}");

	/** AWS and MinIO write the sentence, others the element. */
	private static final Pattern NAMED_REGION = Pattern
		.compile("expecting '([A-Za-z0-9-]{1,63})'|<Region>([A-Za-z0-9-]{1,63})</Region>");

	/** The host that AWS and Alibaba OSS want to be asked at instead. */
	private static final Pattern NAMED_HOST = Pattern.compile("<Endpoint>([A-Za-z0-9.-]{1,253})</Endpoint>");

	/** Ceph and MinIO write the element, Garage the sentence. */
	private static final Pattern MISSING_BUCKET = Pattern
		.compile("<BucketName>([A-Za-z0-9.-]{1,253})</BucketName>|[Bb]ucket not found: ([A-Za-z0-9.-]{1,253})");

	/**
	 * Alibaba OSS numbers the refusal of trailers (<a href=
	 * "https://www.alibabacloud.com/help/en/oss/user-guide/0017-00000804">0017-00000804</a>),
	 * others name the header.
	 */
	private static final Pattern REFUSED_ENCODING = Pattern.compile(
			"0017-00000804|MultiChunkedEncoding|x-amz-(content-sha256|checksum|sdk-checksum|trailer)",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern MISSED_DIGEST = Pattern.compile(
			"MissingContentMD5|MissingDigest|Content-MD5.{0,60}(required|missing)|(required|missing).{0,60}Content-MD5",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	/** AWS and MinIO write a sentence; R2, Alibaba OSS and others have codes. */
	private static final Pattern LOCK = Pattern.compile(
			"object.?lock|ObjectLockedByBucketPolicy|FileImmutable|\\bWORM\\b|under (retention|legal hold)",
			Pattern.CASE_INSENSITIVE);

	int status() {
		return this.failure.statusCode();
	}

	/** The store's error code, empty where there is none or where it is no plain word. */
	String code() {
		String code = details().map(AwsErrorDetails::errorCode).orElse("");
		return WORD.matcher(code).matches() ? code : "";
	}

	/** Whether a digest of the body is missed, as in buckets with Object Lock. */
	boolean asksForDigest() {
		return status() == 400 && MISSED_DIGEST.matcher(code() + " " + text()).find();
	}

	/** Whether it is a lock of the object that keeps it from being removed. */
	boolean namesLock() {
		return (status() == 403 || status() == 409) && LOCK.matcher(code() + " " + text()).find();
	}

	/** Whether it is the form of the body that is refused, and not the body. */
	boolean refusesEncoding() {
		return REFUSED_ENCODING.matcher(text()).find();
	}

	/** Whether the answer speaks of that header, or of conditions for a write at all. */
	boolean names(String header) {
		String text = text().toLowerCase(Locale.ROOT);
		return text.contains(header.toLowerCase(Locale.ROOT)) || text.contains("conditional");
	}

	/** Whether the answer sends the client to another endpoint. */
	boolean namesOtherHost() {
		return NAMED_HOST.matcher(text()).find();
	}

	/**
	 * Whether the bucket that the store misses is another one, and no bucket but the host
	 * that it was asked at, or how that begins.
	 */
	boolean takesHostForBucket(String host, String bucket) {
		return MISSING_BUCKET.matcher(text())
			.results()
			.map((named) -> Objects.requireNonNullElse(named.group(1), named.group(2)))
			.anyMatch((named) -> !named.equals(bucket) && (host.equals(named) || host.startsWith(named + ".")));
	}

	/** The region that the store expects, or null if it does not say. */
	@Nullable String expectedRegion() {
		String header = details().map(AwsErrorDetails::sdkHttpResponse)
			.flatMap((answer) -> answer.firstMatchingHeader("x-amz-bucket-region"))
			.orElse("");
		return Stream
			.of(Stream.of(header),
					NAMED_REGION.matcher(text())
						.results()
						.map((named) -> Objects.requireNonNullElse(named.group(1), named.group(2))),
					NAMED_HOST.matcher(text()).results().flatMap(S3ErrorResponse::regionOfHost))
			.flatMap((regions) -> regions)
			.filter((region) -> REGION.matcher(region).matches())
			.findFirst()
			.orElse(null);
	}

	private static Stream<String> regionOfHost(MatchResult named) {
		String host = named.group(1).toLowerCase(Locale.ROOT);
		return Stream.of(Provider.values())
			.flatMap((provider) -> provider.facts().read(host).stream())
			.map(HostPattern.Host::region)
			.filter(Objects::nonNull);
	}

	/** All that the answer says, for looking for known words only. */
	private String text() {
		String message = details().map(AwsErrorDetails::errorMessage).orElse("");
		return message + details().map(AwsErrorDetails::rawResponse).map((body) -> body.asUtf8String()).orElse("");
	}

	private Optional<AwsErrorDetails> details() {
		return Optional.ofNullable(this.failure.awsErrorDetails());
	}

}
