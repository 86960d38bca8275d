package io.coffer.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.retention.RetentionEngine.Decision;
import io.coffer.retention.RetentionEngine.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stays and why, for many policies; and the example of restic's manual. */
class RetentionGoldenTests {

	/** What the golden file should be is left there, to compare. */
	private static final Path ACTUAL = Path.of("target", "retention-policies.txt");

	@Test
	void thePoliciesKeepWhatTheGoldenFileSays() throws IOException {
		String golden = Candidates.resource("policies.txt");
		StringBuilder actual = new StringBuilder(golden.substring(0, golden.indexOf("\n\n") + 1));
		for (String header : headers()) {
			actual.append('\n').append(header).append('\n').append(text(Trial.parse(header)));
		}
		Files.writeString(ACTUAL, actual);

		assertThat(headers()).hasSizeGreaterThan(40).doesNotHaveDuplicates();
		assertThat(actual.toString()).isEqualTo(golden);
	}

	@ParameterizedTest
	@MethodSource("headers")
	void thePlainRulesAgreeWithEachPolicy(String header) {
		Trial trial = Trial.parse(header);
		List<RetentionCandidate> candidates = new ArrayList<>(Candidates.golden());
		Collections.shuffle(candidates, new Random(1));
		assertThat(reasons(trial.decide(candidates))).isEqualTo(new PlainRules(trial, candidates).kept());
	}

	@Test
	void keepDailyAndKeepWithinKeepWhatTheManualOfResticSays() {
		List<RetentionCandidate> candidates = weekdaysOfTheManual();

		assertThat(kept("keepDaily=5", candidates)).containsExactlyInAnyOrder("2025-04-25T23:00:00Z",
				"2025-04-28T11:00:00Z", "2025-04-29T11:00:00Z", "2025-05-01T11:00:00Z", "2025-05-02T23:00:00Z");
		assertThat(kept("keepWithin=P7D", candidates)).containsExactlyInAnyOrder("2025-04-28T11:00:00Z",
				"2025-04-29T11:00:00Z", "2025-05-01T11:00:00Z", "2025-05-02T11:00:00Z", "2025-05-02T23:00:00Z");
	}

	/**
	 * From 21 April to 2 May 2025 at 11:00, but not on 30 April; Fridays at 23:00 too.
	 */
	private static List<RetentionCandidate> weekdaysOfTheManual() {
		return LocalDate.of(2025, 4, 21)
			.datesUntil(LocalDate.of(2025, 5, 3))
			.filter((day) -> day.getDayOfWeek().getValue() <= 5 && !day.equals(LocalDate.of(2025, 4, 30)))
			.flatMap((day) -> (day.getDayOfWeek().getValue() == 5 ? List.of(11, 23) : List.of(11)).stream()
				.map((hour) -> Candidates.at(day.atTime(hour, 0).toInstant(ZoneOffset.UTC).toString())))
			.toList();
	}

	private static Set<String> kept(String trial, List<RetentionCandidate> candidates) {
		return reasons(Trial.parse(trial).decide(candidates)).keySet();
	}

	static List<String> headers() {
		return Candidates.resource("policies.txt")
			.lines()
			.filter((line) -> !line.isEmpty() && "#s[".indexOf(line.charAt(0)) < 0)
			.toList();
	}

	static Map<String, Set<String>> reasons(Decision decision) {
		return decision.keep()
			.stream()
			.collect(Collectors.toMap((kept) -> kept.candidate().key(),
					(kept) -> kept.reasons().stream().map(Reason::code).collect(Collectors.toSet())));
	}

	private static String text(Trial trial) {
		Decision decision = trial.decide(Candidates.golden());
		String removed = decision.remove().stream().map(RetentionCandidate::key).collect(Collectors.joining(" "));
		return decision.keep().stream().map(RetentionGoldenTests::line).collect(Collectors.joining())
				+ (removed.isEmpty() ? "" : "[" + removed + "]\n");
	}

	private static String line(Kept kept) {
		return "%s %s %s\n".formatted(kept.candidate().key(), kept.candidate().time(),
				kept.reasons().stream().map(Reason::code).collect(Collectors.joining(", ")));
	}

}
