package io.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house that only the source files can show. */
class SourceRulesTests {

	private static final Path MAIN = Path.of("src/main/java/io/coffer");

	private static final Path TEST = Path.of("src/test/java/io/coffer");

	private static final Pattern PAUSE = Pattern.compile("\\bsleep\\(|@Disabled\\b|Math\\.random");

	private static final Pattern UNDOCUMENTED = Pattern
		.compile("^(?:import [^\n]*;|package [^\n]*;)\n\n(?:@|(?:public |final |abstract |sealed )*(?:class|record|enum"
				+ "|interface|@interface) )", Pattern.MULTILINE);

	@Test
	void noFileHasMoreThan300Lines() {
		assertThat(sources(MAIN, TEST)).filteredOn((file) -> lines(file) > 300).isEmpty();
	}

	@Test
	void noRoomHoldsMoreThanThirtyFilesBesideItsDescription() {
		Map<Path, Long> rooms = sources(MAIN).stream()
			.filter((file) -> !file.endsWith("package-info.java"))
			.collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
		assertThat(rooms).allSatisfy((room, files) -> assertThat(files).isLessThanOrEqualTo(30));
	}

	@Test
	void everyTypeSaysWhatItIsFor() {
		assertThat(sources(MAIN)).filteredOn((file) -> UNDOCUMENTED.matcher(text(file)).find()).isEmpty();
	}

	@Test
	void noTestWaitsForAFixedTimeOrIsSwitchedOff() {
		assertThat(sources(TEST)).filteredOn((file) -> !file.endsWith("SourceRulesTests.java"))
			.filteredOn((file) -> PAUSE.matcher(text(file)).find())
			.isEmpty();
	}

	private static List<Path> sources(Path... folders) {
		return Stream.of(folders).flatMap(SourceRulesTests::below).toList();
	}

	private static Stream<Path> below(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(".java")).toList().stream();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static long lines(Path file) {
		return text(file).lines().count();
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
