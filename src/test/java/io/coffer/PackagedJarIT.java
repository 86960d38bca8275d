package io.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coffer.testing.CofferProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The jar as it is shipped: what it says of itself and of the libraries in it. */
class PackagedJarIT {

	private static final String LIBRARIES = "BOOT-INF/lib/";

	/**
	 * Made by Boot's plugin itself, so that the list of dependencies does not know it.
	 */
	private static final String OF_THE_PLUGIN = "spring-boot-jarmode-tools-";

	@SuppressWarnings("NullAway.Init")
	private JarFile jar;

	@BeforeEach
	void open() throws IOException {
		this.jar = new JarFile(CofferProcess.jar().toFile());
	}

	@AfterEach
	void close() throws IOException {
		this.jar.close();
	}

	@Test
	void everyLibraryIsInTheBillOfMaterialsWithItsLicence() {
		Map<String, List<String>> licences = licences();

		assertThat(libraries()).hasSizeGreaterThan(100)
			.allSatisfy((library) -> assertThat(licences).containsKey(library));
		assertThat(licences).allSatisfy((library, names) -> assertThat(names).as(library).isNotEmpty());
	}

	@Test
	void everyLicenceHasItsText() {
		Map<String, List<String>> licences = licences();

		assertThat(text("META-INF/LICENSE")).contains("Apache License", "Version 2.0");
		assertThat(libraries()).filteredOn((library) -> !carriesAText(library)).isNotEmpty().allSatisfy((library) -> {
			List<String> names = licences.getOrDefault(library, List.of());
			if (!names.contains("Apache-2.0")) {
				String name = library.replaceFirst("-\\d.*$", "");
				assertThat(textsNaming(name).anyMatch(names::contains) || text("META-INF/NOTICE").contains(name))
					.as("%s, %s, is named in META-INF/licenses or NOTICE", name, names)
					.isTrue();
			}
		});
	}

	@Test
	void oneTimeIsInTheJarHoweverOftenItIsBuilt() {
		assertThat(this.jar.stream().map(JarEntry::getLastModifiedTime).map(FileTime::toInstant))
			.hasSizeGreaterThan(500)
			.containsOnly(this.jar.getJarEntry("META-INF/MANIFEST.MF").getLastModifiedTime().toInstant());
		assertThat(text("META-INF/MANIFEST.MF")).doesNotContain(System.getProperty("java.version"));
	}

	/** What the poms of the libraries inherit is asked for on the network. */
	private Map<String, List<String>> licences() {
		assumeThat(System.getProperty("build.offline")).as("./mvnw -o makes no bill of materials")
			.isNotEqualTo("is true");
		JsonNode components = JsonMapper.shared()
			.readTree(text("META-INF/sbom/application.cdx.json"))
			.get("components");
		return StreamSupport.stream(components.spliterator(), false)
			.collect(Collectors.toMap(
					(component) -> component.get("name").asString() + "-" + component.get("version").asString()
							+ ".jar",
					(component) -> component.findValues("license")
						.stream()
						.map((licence) -> licence.path("id").asString(licence.path("name").asString("")))
						.filter(Predicate.not(String::isEmpty))
						.toList()));
	}

	private List<String> libraries() {
		return this.jar.stream()
			.map(JarEntry::getName)
			.filter((name) -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
			.map((name) -> name.substring(LIBRARIES.length()))
			.filter((name) -> !name.startsWith(OF_THE_PLUGIN))
			.toList();
	}

	private boolean carriesAText(String library) {
		try (JarInputStream entries = new JarInputStream(
				this.jar.getInputStream(this.jar.getJarEntry(LIBRARIES + library)))) {
			for (JarEntry entry = entries.getNextJarEntry(); entry != null; entry = entries.getNextJarEntry()) {
				if (entry.getName().matches("(?i)(.*/)?licen[sc]e[^/]*")) {
					return true;
				}
			}
			return false;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The names of the licences whose file names that library. */
	private Stream<String> textsNaming(String library) {
		return this.jar.stream()
			.map(JarEntry::getName)
			.filter((name) -> name.startsWith("META-INF/licenses/") && name.endsWith(".txt"))
			.filter((name) -> text(name).contains(":" + library + ")"))
			.map((name) -> name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.txt$", ""));
	}

	private String text(String entry) {
		try {
			return new String(this.jar.getInputStream(this.jar.getJarEntry(entry)).readAllBytes(),
					StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
