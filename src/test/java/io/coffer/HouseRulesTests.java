package io.coffer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.RestController;

/** The rules of the house, each with its reason. */
@AnalyzeClasses(packages = "io.coffer", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTests {

	/**
	 * A row of the rooms in CONTRIBUTING.md: its name, what it holds, what it may use.
	 */
	private static final Pattern ROOM = Pattern.compile("\\| `(\\w+)` \\|[^|]*\\|([^|]*)\\|");

	private static final Pattern NAME = Pattern.compile("`(\\w+)`");

	private static final Pattern IMPORT = Pattern.compile("^import (?:static )?(io\\.coffer\\.\\w+\\.[A-Z]\\w*)",
			Pattern.MULTILINE);

	@ArchTest
	static final ArchRule roomsDependOnEachOtherOneWay = slices().matching("io.coffer.(*)..")
		.should()
		.beFreeOfCycles()
		.because("a room that can be understood alone can be changed alone");

	@ArchTest
	static final ArchRule filesDependOnEachOtherOneWay = slices().assignedFrom(byFile())
		.should()
		.beFreeOfCycles()
		.because("what can be read from the bottom up is understood the first time");

	@ArchTest
	static final ArchRule everyRoomUsesOnlyTheRoomsThatContributingNamesBesideIt = rooms().because(
			"the table in CONTRIBUTING.md draws the dependencies this way, and a shortcut would tie rooms together");

	@ArchTest
	static final ArchRule onlyTheRoomsOfTheStoreSpeakS3 = noClasses().that()
		.resideOutsideOfPackages("io.coffer.network", "io.coffer.client", "io.coffer.storage", "io.coffer.probes",
				"io.coffer.embedded")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("software.amazon.awssdk..", "org.gaul..")
		.because("what a store does on the wire is no business of what uses it");

	@ArchTest
	static final ArchRule controllersLeaveTheRulesToServices = noClasses().that()
		.areAnnotatedWith(RestController.class)
		.should()
		.dependOnClassesThat()
		.haveFullyQualifiedName("io.coffer.storage.Bucket")
		.orShould()
		.dependOnClassesThat()
		.haveFullyQualifiedName("io.coffer.storage.Storage")
		.because("controllers speak HTTP and delegate to a service");

	@ArchTest
	static final ArchRule controllersAndServicesAreNotPublic = classes().that()
		.areAnnotatedWith(RestController.class)
		.or()
		.areAnnotatedWith(Service.class)
		.should()
		.bePackagePrivate()
		.because("what is not called from outside can be changed freely");

	@ArchTest
	static final ArchRule whatIsPublicIsUsedByAnotherRoom = classes().that()
		.arePublic()
		.and()
		.areTopLevelClasses()
		.and()
		.resideOutsideOfPackage("io.coffer")
		.and(DescribedPredicate.not(JavaClass.Predicates.assignableTo("org.apache.coyote.ProtocolHandler")))
		.should(beImportedByAnotherRoomOrShownByATypeThatIs())
		.because("package-private first: Tomcat's protocol alone is made by its name");

	@ArchTest
	static final ArchRule dependenciesComeThroughConstructors = GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

	@ArchTest
	static final ArchRule whatIsLoggedGoesThroughTheLog = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule namesAreTheDomains = noClasses().should()
		.haveSimpleNameEndingWith("Impl")
		.orShould()
		.haveSimpleNameEndingWith("Utils")
		.orShould()
		.haveSimpleNameEndingWith("Helper")
		.orShould()
		.haveSimpleNameEndingWith("Manager")
		.because("such names say nothing of what a class is for");

	@ArchTest
	static final ArchRule everyPackageIsNullMarked = classes().should(beInANullMarkedPackage())
		.because("NullAway checks only what is marked");

	@ArchTest
	static final ArchRule configurationIsImmutable = classes().that()
		.areAnnotatedWith(ConfigurationProperties.class)
		.should()
		.beRecords()
		.because("settings that cannot change need no thought about when they do");

	@ArchTest
	static final ArchRule settingsComeInRecordsAlone = noClasses().should()
		.dependOnClassesThat()
		.haveFullyQualifiedName("org.springframework.beans.factory.annotation.Value")
		.because("records are validated at the start, and bind lists");

	@ArchTest
	static final ArchRule whatGoesOnTheWireDoesNotDependOnTheLocale = noClasses().that()
		.resideInAnyPackage("io.coffer.network", "io.coffer.client", "io.coffer.storage", "io.coffer.probes",
				"io.coffer.server", "io.coffer.downloads")
		.should()
		.callMethod(String.class, "format", String.class, Object[].class)
		.orShould()
		.callMethod(String.class, "formatted", Object[].class)
		.because("in some locales these write other digits than headers may have");

	/** Reads the rooms and what they may use from the table in CONTRIBUTING.md. */
	private static ArchRule rooms() {
		LayeredArchitecture rooms = layeredArchitecture().consideringOnlyDependenciesInLayers()
			.ensureAllClassesAreContainedInArchitecture()
			.layer("application")
			.definedBy("io.coffer");
		Map<String, String[]> table = table();
		for (String room : table.keySet()) {
			rooms = rooms.layer(room).definedBy("io.coffer." + room + "..");
		}
		for (Map.Entry<String, String[]> room : table.entrySet()) {
			rooms = (room.getValue().length > 0) ? rooms.whereLayer(room.getKey()).mayOnlyAccessLayers(room.getValue())
					: rooms.whereLayer(room.getKey()).mayNotAccessAnyLayer();
		}
		return rooms;
	}

	private static Map<String, String[]> table() {
		try (Stream<String> lines = Files.lines(Path.of("CONTRIBUTING.md"))) {
			return lines.map(ROOM::matcher)
				.filter(Matcher::matches)
				.collect(Collectors.toMap((row) -> row.group(1),
						(row) -> NAME.matcher(row.group(2))
							.results()
							.map((name) -> name.group(1))
							.toArray(String[]::new)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ArchCondition<JavaClass> beImportedByAnotherRoomOrShownByATypeThatIs() {
		Set<String> imported = imported();
		return new ArchCondition<>("be imported by another room, or shown by a type that is") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				boolean used = imported.contains(type.getName()) || type.getDirectDependenciesToSelf()
					.stream()
					.map(Dependency::getOriginClass)
					.filter((origin) -> imported.contains(origin.getName()))
					.flatMap((origin) -> origin.getMembers().stream())
					.filter((member) -> member.getModifiers().contains(JavaModifier.PUBLIC))
					.anyMatch((member) -> member.getAllInvolvedRawTypes().contains(type));
				if (!used) {
					events.add(SimpleConditionEvent.violated(type, type.getName() + " need not be public"));
				}
			}
		};
	}

	/**
	 * What files import from other rooms: classes do not tell which constants they use.
	 */
	private static Set<String> imported() {
		try (Stream<Path> files = Files.walk(Path.of("src"))) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.flatMap((file) -> IMPORT.matcher(read(file)).results())
				.map((found) -> found.group(1))
				.collect(Collectors.toSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static SliceAssignment byFile() {
		return new SliceAssignment() {
			@Override
			public SliceIdentifier getIdentifierOf(JavaClass type) {
				JavaClass outermost = type;
				while (outermost.getEnclosingClass().isPresent()) {
					outermost = outermost.getEnclosingClass().get();
				}
				return SliceIdentifier.of(outermost.getName());
			}

			@Override
			public String getDescription() {
				return "files";
			}
		};
	}

	private static ArchCondition<JavaClass> beInANullMarkedPackage() {
		return new ArchCondition<>("be in a @NullMarked package") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
					events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
				}
			}
		};
	}

}
