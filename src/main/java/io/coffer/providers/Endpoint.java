package io.coffer.providers;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a bucket is, worked out of what people paste: an endpoint that may carry the
 * bucket in its host or in its path, and the region in its host. What is not recognised
 * stays as it is, path included, since it may be a gateway's.
 *
 * @param url the base URL, without the bucket
 * @param provider the kind of store
 * @param bucket the bucket
 * @param region the region to sign for
 * @param addressing the addressing that was asked for, or that the URL shows
 */
public record Endpoint(URI url, Provider provider, String bucket, String region, Addressing addressing) {

	private static final String FIELD = "endpoint";

	private static final String PUBLIC_FIELD = "publicEndpoint";

	/** What the documentation of some stores calls a region that there is none of. */
	private static final String NO_REGION = "auto";

	private static final Pattern BUCKET = Pattern.compile("(?!.*\\.\\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

	/** Pages of the consoles that MinIO and others serve beside the API. */
	private static final Set<String> CONSOLE_PAGES = Set.of("browser", "login", "object-browser");

	/**
	 * What a user typed. Empty values are null.
	 *
	 * @param endpoint the URL
	 * @param bucket the bucket, if it is not part of the URL
	 * @param region the region, if the URL does not name it
	 * @param provider the kind of store, where the host does not tell it
	 * @param addressing how the bucket is to be addressed
	 */
	public record Typed(String endpoint, @Nullable String bucket, @Nullable String region, @Nullable Provider provider,
			Addressing addressing) {
	}

	/** The URL taken apart, before the other fields have their say. */
	private record Found(EndpointUrl url, Provider provider, @Nullable String bucket, @Nullable String region,
			Addressing addressing) {
	}

	/**
	 * Works out where the bucket is.
	 * @throws io.coffer.problems.ProblemException
	 * {@link io.coffer.problems.ProblemType#INVALID_SETTINGS} with the field that cannot
	 * work, or {@link io.coffer.problems.ProblemType#SETTINGS_CONFLICT} if the URL names
	 * another bucket or region than its field
	 */
	public static Endpoint of(Typed typed) {
		Found found = find(FIELD, typed);
		String bucket = bucket(found, typed.bucket());
		return new Endpoint(found.url().toUri(), found.provider(), bucket, region(found, typed.region()),
				found.addressing());
	}

	/**
	 * Reads the URL by which clients reach the same bucket, as it was pasted.
	 * @throws io.coffer.problems.ProblemException as {@link #of}, for the field
	 * {@code publicEndpoint}
	 */
	public URI readPublicEndpoint(String pasted) {
		Addressing inForce = this.provider.facts().addressing(this.addressing, this.bucket);
		Found found = find(PUBLIC_FIELD, new Typed(pasted, this.bucket, null, null, inForce));
		if (found.bucket() != null && !found.bucket().equals(this.bucket)) {
			throw InvalidSettings.conflict(PUBLIC_FIELD, "bucket", found.bucket(), this.bucket);
		}
		return found.url().toUri();
	}

	private static Found find(String field, Typed typed) {
		EndpointUrl url = EndpointUrl.of(field, typed.endpoint());
		refuseWhatIsNoStore(field, url.host());
		List<Provider> candidates = (typed.provider() != null) ? List.of(typed.provider()) : List.of(Provider.values());
		for (Provider provider : candidates) {
			Optional<HostPattern.Host> host = provider.facts().read(url.host());
			if (host.isPresent()) {
				return known(field, url, provider, host.get(), typed);
			}
		}
		return unknown(field, url, typed);
	}

	/** Whatever kind of store the user names: such hosts are none. */
	private static void refuseWhatIsNoStore(String field, String host) {
		Lookalikes.hint(host).ifPresent((hint) -> {
			throw InvalidSettings.of(field, hint);
		});
	}

	private static Found known(String field, EndpointUrl url, Provider provider, HostPattern.Host host, Typed typed) {
		@Nullable String inPath = url.path().isEmpty() ? null : url.path().get(0);
		@Nullable String bucket = (host.bucket() != null) ? host.bucket() : inPath;
		if (inPath != null && (url.path().size() > 1 || !inPath.equals(bucket))) {
			throw InvalidSettings.of(field, "names a folder of the bucket; the folder goes into rootPath");
		}
		EndpointUrl base = url.withHost(host.base()).withPath(List.of());
		return new Found(provider.facts().httpsOnly ? base.withScheme("https") : base, provider, bucket, host.region(),
				typed.addressing());
	}

	/** Nothing is taken away but the bucket that the user has named as such. */
	private static Found unknown(String field, EndpointUrl url, Typed typed) {
		if (!url.path().isEmpty() && CONSOLE_PAGES.contains(url.path().get(0))) {
			throw InvalidSettings.of(field,
					"is a page of a web console; use the URL of the S3 API, which often has another port");
		}
		Provider provider = (typed.provider() != null) ? typed.provider() : Provider.GENERIC;
		@Nullable String bucket = typed.bucket();
		if (bucket != null && !url.path().isEmpty() && url.lastSegment().equals(bucket)) {
			return new Found(url.withoutLastSegment(), provider, bucket, null, typed.addressing());
		}
		if (bucket != null && typed.addressing() != Addressing.PATH && url.host().startsWith(bucket + ".")
				&& isHost(url.host().substring(bucket.length() + 1))) {
			return new Found(url.withHost(url.host().substring(bucket.length() + 1)), provider, bucket, null,
					Addressing.VIRTUAL);
		}
		if (bucket == null && url.path().size() == 1) {
			return new Found(url.withPath(List.of()), provider, url.path().get(0), null, typed.addressing());
		}
		return new Found(url, provider, null, null, typed.addressing());
	}

	private static boolean isHost(String rest) {
		return rest.contains(".") || rest.equals("localhost");
	}

	private static String bucket(Found found, @Nullable String typed) {
		@Nullable String bucket = found.bucket();
		if (bucket != null && typed != null && !bucket.equals(typed)) {
			throw InvalidSettings.conflict("bucket", "bucket", bucket, typed);
		}
		bucket = (bucket != null) ? bucket : typed;
		if (bucket == null) {
			throw InvalidSettings.of("bucket", "is required");
		}
		if (bucket.startsWith("arn:")) {
			throw InvalidSettings.of("bucket", "is a bucket's name and no ARN; an access point has an alias for that");
		}
		if (!BUCKET.matcher(bucket).matches()) {
			throw InvalidSettings.of("bucket", "has 3 to 63 lower-case letters, digits, hyphens and single dots");
		}
		ProviderProfile facts = found.provider().facts();
		if (!bucket.matches(facts.buckets)) {
			throw InvalidSettings.of("bucket", facts.bucketHint);
		}
		return bucket;
	}

	private static String region(Found found, @Nullable String typed) {
		@Nullable String inHost = found.region();
		@Nullable String region = found.provider().facts().signingRegion(typed);
		if (inHost != null && (typed == null || typed.equals(NO_REGION))) {
			return inHost;
		}
		if (region == null) {
			throw InvalidSettings.of("region", "is required, since the endpoint does not name it");
		}
		if (inHost != null && !inHost.equals(region)) {
			throw InvalidSettings.conflict("region", "region", inHost, region);
		}
		return region;
	}

}
