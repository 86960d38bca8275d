package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.archives.ArchiveTypes;
import io.coffer.callers.NameRule;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.ListedObject;
import io.coffer.testing.Fuzz;
import io.coffer.uploads.DigestHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What clients write and Coffer reads: no input gets more than its own problem. */
class ParsersFuzzTests {

	private static final String DIGEST = "sha-256=:RK/5qy6MxsoGjkEwyZAXcWrTaE8YG5jjKoxJZRqVWnU=:";

	private static final long SIZE = 1000;

	private final BackupNames names = new BackupNames(new ArchiveTypes(List.of()));

	@Test
	void aNameIsReadOrRefused() {
		Fuzz.of("notes.20261122231031.computer-a.0d8d7f3b32c0.zip", "a.tar.gz",
				"\u5907\u4efd.20250711093000.\u00e9.pc.zip", "app.name.20250711093000.my.computer.tag.tar.zst.age")
			.text((key) -> {
				Optional<BackupName> name = this.names.parse(key);
				name.ifPresent((parsed) -> {
					assertThat(parsed.key()).isEqualTo(key);
					assertThat(key).endsWithIgnoringCase("." + parsed.type().extension())
						.doesNotContain("/", "\\", "\n", "%", ";");
				});
				assertThat(orProblem(ProblemType.INVALID_NAME, () -> this.names.require(key))).isEqualTo(name);
				orProblem(ProblemType.INVALID_NAME, () -> this.names.compose(key)).ifPresent((composed) -> {
					assertThat(this.names.parse(composed.key())).hasValue(composed);
					assertThat(NameRule.allows(composed.key())).isTrue();
					assertThat(composed.key().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(180);
				});
			});
	}

	@Test
	void aCursorIsReadOrRefused() {
		String mark = new BackupFilter(Vault.DEFAULT, null, "laptop", null, null).mark(BackupSort.NEWEST);
		ListedObject last = new ListedObject("a.zip", 12, Instant.EPOCH, "", null);
		String cursor = new Cursor(mark, last).encode();
		Fuzz.of(cursor, cursor + "A", "")
			.text((text) -> orProblem(ProblemType.INVALID_CURSOR, () -> Cursor.decode(text, mark))
				.ifPresent((read) -> assertThat(Cursor.decode(read.encode(), mark)).isEqualTo(read)));
		Fuzz.of(mark + "\n1970-01-01T00:00:00Z\n12\na.zip").bytes((content) -> {
			String text = Base64.getUrlEncoder().encodeToString(content);
			orProblem(ProblemType.INVALID_CURSOR, () -> Cursor.decode(text, mark));
		});
	}

	@Test
	void aDigestIsReadIgnoredOrRefused() {
		Fuzz.of(DIGEST, "md5=:AAAA:, " + DIGEST, DIGEST + ";a=\"b\"," + DIGEST, "sha-512=:AAAA:").text((header) -> {
			orProblem(ProblemType.INVALID_DIGEST, () -> DigestHeaders.sha256(List.of(header, header)))
				.ifPresent((digest) -> assertThat(digest).matches("[0-9a-f]{64}"));
			orProblem(ProblemType.INVALID_DIGEST, () -> DigestHeaders.hex(header))
				.ifPresent((digest) -> assertThat(digest).matches("[0-9a-f]{64}"));
		});
	}

	@Test
	void aRangeIsWithinTheBackupOrNotSatisfiableOrEverything() {
		Fuzz.of("bytes=0-3", "bytes=-5", "bytes=10-", "bytes=0-1,5-6", "bytes=999-1000").text((header) -> {
			MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
			request.addHeader("Range", header);
			ByteRange range = ByteRange.of(request, SIZE, true);
			orProblem(ProblemType.RANGE_NOT_SATISFIABLE, () -> {
				range.refuseOutside(new MockHttpServletResponse());
				return range;
			}).ifPresent((described) -> {
				assertThat(described.from()).isBetween(0L, SIZE - 1);
				assertThat(described.to()).isBetween(described.from(), SIZE - 1);
			});
		});
	}

	/** The result, or nothing where it was refused as it should be. */
	private static <T> Optional<T> orProblem(ProblemType expected, Supplier<T> reading) {
		try {
			return Optional.ofNullable(reading.get());
		}
		catch (ProblemException ex) {
			assertThat(ex.type()).isEqualTo(expected);
			return Optional.empty();
		}
	}

}
