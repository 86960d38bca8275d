package io.coffer.providers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The hosts of a provider, and those that people take for them. */
public final class ProviderHosts {

	private final List<HostPattern> patterns = new ArrayList<>();

	private final List<Lookalike> lookalikes = new ArrayList<>();

	void add(String... forms) {
		Stream.of(forms).map(HostPattern::of).forEach(this.patterns::add);
	}

	void addLookalike(String regex, String hint) {
		this.lookalikes.add(new Lookalike(regex, hint));
	}

	/** Whether there are none, so that the provider is known by name only. */
	boolean isEmpty() {
		return this.patterns.isEmpty();
	}

	/** Takes a lower-case host apart, if it is one of these. */
	public Optional<HostPattern.Host> read(String host) {
		return this.patterns.stream().flatMap((form) -> form.read(host).stream()).findFirst();
	}

	/** Why a lower-case host is no endpoint although it looks like one. */
	Optional<String> refusal(String host) {
		return this.lookalikes.stream()
			.filter((lookalike) -> host.matches(lookalike.regex()))
			.map(Lookalike::hint)
			.findFirst();
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
