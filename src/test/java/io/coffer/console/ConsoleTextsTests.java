package io.coffer.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.problems.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The texts of the console, in every language, and the files that show them. */
class ConsoleTextsTests {

	private static final Path CONSOLE = Path.of("src/main/resources/static/console");

	private static final Pattern PLURAL = Pattern.compile("\\.(one|few|many|other)$");

	private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

	/** Others are put together; a page that misses one says so, and fails its story. */
	private static final Pattern USED = Pattern
		.compile("\\b(?:t|rich)\\((?:[^()'`]* \\? )?'([\\w.-]+)'(?: : '([\\w.-]+)')?");

	@ParameterizedTest
	@ValueSource(strings = { "pt-BR", "zh-CN" })
	void noTextIsMissingInAnyLanguage(String language) throws IOException {
		assertThat(keys(texts(language))).isEqualTo(keys(texts("en")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "pt-BR", "zh-CN" })
	void textsThatCountHaveEveryFormThatTheLanguageHas(String language) throws IOException {
		Set<String> forms = language.equals("zh-CN") ? Set.of("other") : Set.of("one", "other");
		Map<String, Set<String>> counting = texts(language).keySet()
			.stream()
			.filter((key) -> PLURAL.matcher(key).find())
			.collect(Collectors.groupingBy(ConsoleTextsTests::withoutForm,
					Collectors.mapping((key) -> key.substring(key.lastIndexOf('.') + 1), Collectors.toSet())));
		assertThat(counting).isNotEmpty().allSatisfy((key, has) -> assertThat(has).isEqualTo(forms));
	}

	@ParameterizedTest
	@ValueSource(strings = { "pt-BR", "zh-CN" })
	void whatIsPutIntoATextIsPutIntoItsTranslation(String language) throws IOException {
		Map<String, String> english = texts("en");
		texts(language).forEach((key, text) -> assertThat(places(text)).as("%s: %s", key, text)
			.isEqualTo(places(english.getOrDefault(key, ""))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "pt-BR", "zh-CN" })
	void everyProblemIsASentenceWithWhatToDo(String language) throws IOException {
		Map<String, String> texts = texts(language);
		assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::code)).allSatisfy((code) -> {
			assertThat(texts.get("problem." + code)).as(code).matches("(?s).+[.。]");
			assertThat(texts.get("problem." + code + ".hint")).as(code).matches("(?s).+[.。]");
		});
	}

	@Test
	void everyTextThatIsShownIsThere() throws IOException {
		Set<String> known = keys(texts("en"));
		for (Path module : modules()) {
			List<String> used = USED.matcher(Files.readString(module))
				.results()
				.flatMap((found) -> Stream.of(found.group(1), found.group(2)))
				.filter(Objects::nonNull)
				.toList();
			assertThat(used).as(module.toString())
				.allSatisfy((key) -> assertThat(known.contains(key)).as(key).isTrue());
		}
	}

	@Test
	void noModuleIsLongAndNoFolderIsFull() throws IOException {
		assertThat(modules()).isNotEmpty()
			.allSatisfy((module) -> assertThat(Files.readAllLines(module)).hasSizeLessThanOrEqualTo(300));
		try (Stream<Path> files = Files.walk(CONSOLE)) {
			Map<Path, Long> folders = files.filter(Files::isRegularFile)
				.collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
			assertThat(folders.values()).allSatisfy((count) -> assertThat(count).isLessThanOrEqualTo(35));
		}
	}

	/** The policy of the page would refuse them too. */
	@Test
	void nothingReadsHtmlOrBringsStylesOfItsOwn() throws IOException {
		assertThat(modules()).allSatisfy((module) -> assertThat(Files.readString(module)).doesNotContain("innerHTML",
				"insertAdjacentHTML", "eval(", ".style."));
		assertThat(Files.readString(CONSOLE.resolveSibling("index.html"))).doesNotContain("style=", "<style", "onclick")
			.doesNotContain("https://");
	}

	private static List<Path> modules() throws IOException {
		try (Stream<Path> files = Files.walk(CONSOLE)) {
			return files.filter((file) -> file.toString().endsWith(".js")).toList();
		}
	}

	private static Map<String, String> texts(String language) throws IOException {
		Map<String, String> texts = new TreeMap<>();
		for (String name : List.of(language, "problems." + language)) {
			JsonNode file = JsonMapper.shared()
				.readTree(Files.readString(CONSOLE.resolve("locales/" + name + ".json")));
			file.propertyStream().forEach((text) -> texts.put(text.getKey(), text.getValue().asString()));
		}
		return texts;
	}

	private static Set<String> keys(Map<String, String> texts) {
		return texts.keySet()
			.stream()
			.map(ConsoleTextsTests::withoutForm)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String withoutForm(String key) {
		return PLURAL.matcher(key).replaceFirst("");
	}

	private static Set<String> places(String text) {
		return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
	}

}
