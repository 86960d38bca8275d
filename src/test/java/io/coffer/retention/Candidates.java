package io.coffer.retention;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** Backups to decide about. */
final class Candidates {

	static final Instant NOW = Instant.parse("2026-07-15T12:00:00Z");

	private Candidates() {
	}

	/** Those of the golden file. */
	static List<RetentionCandidate> golden() {
		return resource("candidates.txt").lines()
			.filter((line) -> !line.startsWith("#"))
			.map(Candidates::parse)
			.toList();
	}

	static RetentionCandidate at(String time) {
		return new RetentionCandidate(time, 100, Instant.parse(time), false);
	}

	/** Up to forty, more of them young than old, some in the future, some at once. */
	static List<RetentionCandidate> random(Random random) {
		List<RetentionCandidate> candidates = new ArrayList<>();
		int count = random.nextInt(41);
		for (int i = 0; i < count; i++) {
			long seconds = (long) Math.exp(random.nextDouble() * 18.5) - random.nextInt(4) * 20_000L;
			Instant time = NOW.minusSeconds((random.nextInt(4) > 0) ? seconds : seconds / 3600 * 3600);
			candidates.add(new RetentionCandidate("k" + i, random.nextInt(500), time, random.nextInt(8) == 0));
		}
		return candidates;
	}

	static String resource(String name) {
		try (InputStream stream = Objects.requireNonNull(Candidates.class.getResourceAsStream(name))) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static RetentionCandidate parse(String line) {
		String[] parts = line.split(" ", -1);
		return new RetentionCandidate(parts[0], Long.parseLong(parts[2]), Instant.parse(parts[1]), parts.length > 3);
	}

}
