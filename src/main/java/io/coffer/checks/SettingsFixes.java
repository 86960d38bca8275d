package io.coffer.checks;

import io.coffer.client.StorageErrors;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.Addressing;
import io.coffer.providers.Provider;
import io.coffer.providers.S3Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is usually wrong with settings that fail: the other addressing, the region that
 * the store names, a bucket or a page's path left in the endpoint, the other scheme.
 */
final class SettingsFixes {

	/** Nothing about where and how the bucket is asked for would help. */
	private static final Set<ProblemType> BEYOND_FIXING = Set.of(ProblemType.STORAGE_CLOCK, ProblemType.STORAGE_PATH,
			ProblemType.ENDPOINT_FORBIDDEN);

	private SettingsFixes() {
	}

	/**
	 * Settings worth trying instead, the likeliest first.
	 * @param problem what the settings met
	 * @param answered whether an S3 API has answered at their endpoint
	 */
	static List<S3Settings> of(S3Settings settings, ProblemException problem, boolean answered) {
		List<S3Settings> fixes = new ArrayList<>();
		if (BEYOND_FIXING.contains(problem.type())) {
			return fixes;
		}
		if (problem.properties().get(StorageErrors.EXPECTED_REGION) instanceof String region) {
			fixes.add(inRegion(settings, region));
		}
		fixes.add(settings
			.withAddressing((settings.addressingInForce() == Addressing.PATH) ? Addressing.VIRTUAL : Addressing.PATH));
		if (isOwnServer(settings)) {
			fixes.addAll(withoutPath(settings));
			fixes.addAll(withoutFirstLabel(settings));
			if (!answered) {
				fixes.addAll(withOtherScheme(settings));
			}
		}
		return fixes;
	}

	/** In a few words what a fix changes. */
	static String describe(S3Settings from, S3Settings to) {
		List<String> changes = Stream.of(
				from.endpoint().equals(to.endpoint()) ? "" : "endpoint \"" + to.endpoint() + "\"",
				from.bucket().equals(to.bucket()) ? "" : "bucket \"" + to.bucket() + "\"",
				from.region().equals(to.region()) ? "" : "region \"" + to.region() + "\"",
				(from.addressingInForce() == to.addressingInForce()) ? "" : (to.addressingInForce() == Addressing.PATH)
						? "addressing \"path\"" : "addressing \"virtual\"")
			.filter((change) -> !change.isEmpty())
			.toList();
		return "It works with " + String.join(" and ", changes) + ": see \"suggestion\".";
	}

	/** Whether the host is its users' own, as MinIO's is, and may be anything. */
	private static boolean isOwnServer(S3Settings settings) {
		return Provider.at(settings.endpoint()) == Provider.GENERIC;
	}

	/** Many hosts name the region too. */
	private static S3Settings inRegion(S3Settings settings, String region) {
		if (isOwnServer(settings)) {
			return settings.withRegion(region);
		}
		String host = settings.endpoint().getHost().replace(settings.region(), region);
		return settings.withRegion(region).withEndpoint(at(settings.endpoint(), settings.endpoint().getScheme(), host));
	}

	/** The path may be a page's, or a bucket. */
	private static List<S3Settings> withoutPath(S3Settings settings) {
		URI url = settings.endpoint();
		if (url.getPath().isEmpty()) {
			return List.of();
		}
		S3Settings bare = settings.withEndpoint(at(url, url.getScheme(), url.getHost()));
		String segment = url.getPath().substring(1);
		return segment.contains("/") ? List.of(bare) : List.of(bare, bare.withBucket(segment));
	}

	/** The first label of the host may be the bucket, and the typed one a folder. */
	private static List<S3Settings> withoutFirstLabel(S3Settings settings) {
		URI url = settings.endpoint();
		int dot = url.getHost().indexOf('.');
		boolean name = dot > 0 && url.getHost().indexOf('.', dot + 1) > 0 && !url.getHost().matches("[0-9.]+|\\[.*");
		if (!name) {
			return List.of();
		}
		S3Settings shorter = settings.withEndpoint(at(url, url.getScheme(), url.getHost().substring(dot + 1)))
			.withBucket(url.getHost().substring(0, dot));
		return List.of(shorter.withAddressing(Addressing.VIRTUAL), shorter.withAddressing(Addressing.PATH));
	}

	/**
	 * The other scheme. For TLS to be given up, the URL has to name a port, as those of a
	 * user's own servers do.
	 */
	private static List<S3Settings> withOtherScheme(S3Settings settings) {
		URI url = settings.endpoint();
		boolean plain = url.getScheme().equals("http");
		return (plain || url.getPort() > 0)
				? List.of(settings.withEndpoint(at(url, plain ? "https" : "http", url.getHost()))) : List.of();
	}

	private static URI at(URI url, String scheme, String host) {
		return URI.create(scheme + "://" + host + ((url.getPort() < 0) ? "" : ":" + url.getPort()));
	}

}
