package io.coffer.web;

import io.coffer.problems.ProblemException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.springframework.util.StringUtils;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** A member of a JSON body that no record has. */
final class UnknownMember {

	private static final int LONGEST_SHOWN = 200;

	private static final int SHORTEST_BEGINNING = 3;

	private static final int MOST_TYPOS = 2;

	private UnknownMember() {
	}

	/**
	 * Names the member, those that there are, and the one that may be meant.
	 * @param path where the member is
	 */
	static ProblemException problem(String path, UnrecognizedPropertyException unknown) {
		List<String> known = unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
		ProblemException problem = ValidationProblem.of(StringUtils.truncate(path, LONGEST_SHOWN),
				"is not known here; there are: " + String.join(", ", known));
		String typed = letters(unknown.getPropertyName());
		known.stream()
			.filter((name) -> isNear(typed, letters(name)))
			.min(Comparator.comparingInt((name) -> Math.abs(name.length() - typed.length())))
			.ifPresent((name) -> problem.hint("Did you mean \"" + name + "\"?"));
		return problem;
	}

	private static String letters(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
	}

	private static boolean isNear(String typed, String known) {
		boolean begins = typed.length() >= SHORTEST_BEGINNING && known.startsWith(typed);
		return begins || leavesOut(typed, known) || leavesOut(known, typed) || hasTypos(typed, known);
	}

	/** Whether the shorter is the longer without some of its letters, at most half. */
	private static boolean leavesOut(String shorter, String longer) {
		int found = 0;
		for (int i = 0; i < longer.length() && found < shorter.length(); i++) {
			found += (longer.charAt(i) == shorter.charAt(found)) ? 1 : 0;
		}
		return found == shorter.length() && 2 * found >= longer.length();
	}

	private static boolean hasTypos(String typed, String known) {
		return typed.length() == known.length() && IntStream.range(0, known.length())
			.filter((i) -> typed.charAt(i) != known.charAt(i))
			.count() <= MOST_TYPOS;
	}

}
