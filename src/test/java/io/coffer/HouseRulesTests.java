package io.coffer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.RestController;

/** The rules of the house, each with its reason. */
@AnalyzeClasses(packages = "io.coffer", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTests {

	@ArchTest
	static final ArchRule roomsDependOnEachOtherOneWay = slices().matching("io.coffer.(*)..")
		.should()
		.beFreeOfCycles()
		.because("a room that can be understood alone can be changed alone");

	@ArchTest
	static final ArchRule everyRoomUsesOnlyTheRoomsBelowIt = layeredArchitecture().consideringOnlyDependenciesInLayers()
		.layer("problems")
		.definedBy("io.coffer.problems")
		.layer("limits")
		.definedBy("io.coffer.limits")
		.layer("data")
		.definedBy("io.coffer.data")
		.layer("storage")
		.definedBy("io.coffer.storage")
		.layer("web")
		.definedBy("io.coffer.web")
		.layer("server")
		.definedBy("io.coffer.server")
		.layer("security")
		.definedBy("io.coffer.security")
		.layer("audit")
		.definedBy("io.coffer.audit")
		.layer("embedded")
		.definedBy("io.coffer.embedded")
		.layer("checks")
		.definedBy("io.coffer.checks")
		.layer("config")
		.definedBy("io.coffer.config")
		.layer("archives")
		.definedBy("io.coffer.archives")
		.layer("backups")
		.definedBy("io.coffer.backups")
		.layer("devices")
		.definedBy("io.coffer.devices")
		.layer("retention")
		.definedBy("io.coffer.retention")
		.whereLayer("problems")
		.mayNotAccessAnyLayer()
		.whereLayer("limits")
		.mayOnlyAccessLayers("problems")
		.whereLayer("data")
		.mayOnlyAccessLayers("problems")
		.whereLayer("storage")
		.mayOnlyAccessLayers("problems", "limits")
		.whereLayer("web")
		.mayOnlyAccessLayers("problems", "limits")
		.whereLayer("server")
		.mayOnlyAccessLayers("problems", "limits", "web")
		.whereLayer("security")
		.mayOnlyAccessLayers("problems", "limits", "data", "web", "server")
		.whereLayer("audit")
		.mayOnlyAccessLayers("problems", "web", "security")
		.whereLayer("embedded")
		.mayOnlyAccessLayers("problems", "data", "storage")
		.whereLayer("checks")
		.mayOnlyAccessLayers("problems", "storage", "web")
		.whereLayer("config")
		.mayOnlyAccessLayers("problems", "data", "storage", "embedded", "checks", "audit", "web")
		.whereLayer("archives")
		.mayOnlyAccessLayers("problems")
		.whereLayer("backups")
		.mayOnlyAccessLayers("problems", "limits", "archives", "storage", "security", "audit", "web", "server")
		.whereLayer("devices")
		.mayOnlyAccessLayers("problems", "security", "audit", "backups", "web")
		.whereLayer("retention")
		.mayOnlyAccessLayers("problems", "data", "backups", "security", "audit", "web")
		.because("the design draws the dependencies this way, and a shortcut would tie rooms together");

	@ArchTest
	static final ArchRule onlyStorageSpeaksS3 = noClasses().that()
		.resideOutsideOfPackages("io.coffer.storage", "io.coffer.embedded")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("software.amazon.awssdk..", "org.gaul..")
		.because("what a provider demands is known in one room only");

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
		.because("what nobody else can call can be changed freely");

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
