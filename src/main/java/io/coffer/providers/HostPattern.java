package io.coffer.providers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One form of a provider's host names, such as {@code s3.{region}.wasabisys.com}, with or
 * without a bucket in front. What stands behind an arrow is the host to use instead.
 */
public final class HostPattern {

	private static final String ARROW = " -> ";

	private static final String BUCKET = "bucket";

	private static final String REGION = "region";

	/** What each placeholder stands for. */
	private static final Map<String, String> PLACEHOLDERS = Map.of(REGION, "[a-z0-9-]+", "aws",
			"amazonaws\\.(?:com|com\\.cn|eu)", "account", "[0-9a-f]{32}", "jurisdiction", "[a-z]+");

	/**
	 * Some providers' regions have to be told from other words in the same place.
	 */
	private static final String AWS_REGION = "[a-z]{2,4}(?:-[a-z]+)+-[0-9]+";

	private static final Pattern PIECE = Pattern.compile("\\{([a-z]+)}|[^{]+");

	private final Pattern pattern;

	private final List<String> names = new ArrayList<>();

	private final String target;

	private HostPattern(String pasted, String target) {
		StringBuilder regex = new StringBuilder("(?:(?<bucket>[a-z0-9][a-z0-9.-]*)\\.)?");
		Matcher pieces = PIECE.matcher(pasted);
		while (pieces.find()) {
			@Nullable String name = pieces.group(1);
			regex.append((name != null) ? group(name, pasted.contains("{aws}")) : Pattern.quote(pieces.group()));
		}
		this.pattern = Pattern.compile(regex.toString());
		this.target = target;
	}

	static HostPattern of(String form) {
		int arrow = form.indexOf(ARROW);
		return (arrow < 0) ? new HostPattern(form, form)
				: new HostPattern(form.substring(0, arrow), form.substring(arrow + ARROW.length()));
	}

	/** Takes a lower-case host apart, if it is of this form. */
	Optional<Host> read(String host) {
		Matcher matcher = this.pattern.matcher(host);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		String base = this.target;
		for (String name : this.names) {
			base = base.replace("{" + name + "}", matcher.group(name));
		}
		return Optional
			.of(new Host(base, matcher.group(BUCKET), this.names.contains(REGION) ? matcher.group(REGION) : null));
	}

	private String group(String name, boolean aws) {
		this.names.add(name);
		String words = (aws && name.equals(REGION)) ? AWS_REGION : Objects.requireNonNull(PLACEHOLDERS.get(name), name);
		return "(?<" + name + ">" + words + ")";
	}

	/**
	 * A host taken apart.
	 *
	 * @param base the host to use, without bucket
	 * @param bucket the bucket in front, or null
	 * @param region the region that the host names, or null
	 */
	public record Host(String base, @Nullable String bucket, @Nullable String region) {
	}

}
