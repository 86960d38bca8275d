package io.coffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the Dockerfile says. No container runs here; the script {@code image-start.sh}
 * starts Coffer by its options where there is a Java 25.
 */
class ImageTests {

	private static final Path DOCKERFILE = Path.of("Dockerfile");

	private static final Path TRAINING = Path.of("docker", "train.sh");

	private static final String CACHE = "coffer.aot";

	@Test
	void itIsMadeFromOneReleaseOfJavaWhoseImageHasADigest() {
		List<String> images = Manifests.found("^FROM (?:--platform=\\S+ )?eclipse-temurin:(\\S+)", DOCKERFILE);

		assertThat(images).hasSize(2)
			.allSatisfy((tag) -> assertThat(tag).matches("25(\\.\\d+)+_\\d+-(jdk|jre)-[a-z]+"));
		assertThat(images.stream().map((tag) -> tag.replace("-jdk-", "-jre-")).distinct()).hasSize(1);
	}

	@Test
	void onlyTheJarIsBuiltOnThePlatformOfTheBuilder() {
		assertThat(Manifests.found("^FROM --platform=\\$BUILDPLATFORM .* AS (\\w+)$", DOCKERFILE))
			.containsExactly("builder");
		assertThat(Manifests.found("--platform=(\\S+)", DOCKERFILE)).hasSize(1);
	}

	@Test
	void theCacheIsMadeByTheJavaAndTheJarsThatItStarts() {
		assertThat(Manifests.found("^FROM runtime(.*)$", DOCKERFILE)).containsExactly(" AS trainer", "");
		assertThat(Manifests.found("^RUN (train\\.sh)$", DOCKERFILE)).hasSize(1);
		assertThat(Manifests.found("^COPY --from=trainer (.*)$", DOCKERFILE)).containsExactly("/app/" + CACHE + " ./");
		assertThat(Manifests.found("^COPY (docker/\\S+) ", DOCKERFILE)).containsExactly("docker/train.sh");
		assertThat(Manifests.found("^!(docker/.*)$", Path.of(".dockerignore"))).containsExactly("docker/train.sh");
		assertThat(Files.isExecutable(TRAINING)).isTrue();
		assertThat(Manifests.found("-XX:AOTCacheOutput=(\\S+) ", TRAINING)).containsExactly(CACHE);
	}

	@Test
	void coffersStartIsFromTheCache() {
		List<String> command = List
			.of(Manifests.found("^CMD \\[\"java\", (.*)]$", DOCKERFILE).get(0).replace("\"", "").split(", "));

		assertThat(command).contains("-XX:AOTCache=" + CACHE, "-Xms32m").endsWith("-jar", "coffer.jar");
		assertThat(Manifests.found("^ENTRYPOINT(.*)$", DOCKERFILE)).isEmpty();
	}

	@Test
	void theTrainingBacksUpListsRestoresAndProvesThatTheCacheIsMapped() {
		assertThat(Manifests.text(TRAINING)).contains("-X POST -H \"$token\" -T", "/backups?limit=10", "/restore",
				"cmp ", "-XX:AOTMode=on", "Mapped static");
	}

}
