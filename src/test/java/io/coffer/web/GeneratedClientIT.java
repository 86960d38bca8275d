package io.coffer.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.RunningCoffer;
import io.coffer.testing.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that others generate from the API's document compile as they come. */
class GeneratedClientIT extends RunningCoffer {

	/** The build puts it there before the integration tests. */
	private static final Path GENERATOR = Path.of("target", "tools", "openapi-generator-cli.jar");

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "native", "restclient" })
	void aJavaClientCompiles(String library) throws Exception {
		Path document = this.directory.resolve("api.json");
		Files.writeString(document, Wire.ask(this.port, "GET /v3/api-docs").body());

		generate(document, library);

		assertThat(compile()).isEmpty();
		try (Stream<Path> classes = Files.walk(this.directory.resolve("classes"))) {
			assertThat(classes).anyMatch((file) -> file.endsWith("UploadApi.class"))
				.anyMatch((file) -> file.endsWith("KeptBackup.class"));
		}
	}

	private void generate(Path document, String library) throws IOException, InterruptedException {
		Path log = this.directory.resolve("log");
		Process generator = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-jar", GENERATOR.toString(), "generate", "-i", document.toString(), "-g",
				"java", "--library", library,
				// Its annotations are those on this classpath
				"--additional-properties=useJakartaEe=true", "-o", this.directory.resolve("client").toString())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			assertThat(generator.waitFor(5, TimeUnit.MINUTES)).isTrue();
			assertThat(generator.exitValue()).as(Files.readString(log)).isZero();
		}
		finally {
			generator.destroyForcibly();
		}
	}

	private List<String> compile() throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null);
				Stream<Path> sources = Files.walk(this.directory.resolve("client/src/main/java"))) {
			List<String> options = List.of("-proc:none", "-Xlint:none", "-d",
					Files.createDirectories(this.directory.resolve("classes")).toString(), "-classpath",
					System.getProperty("java.class.path"));
			compiler
				.getTask(null, files, found, options, null, files
					.getJavaFileObjectsFromPaths(sources.filter((file) -> file.toString().endsWith(".java")).toList()))
				.call();
		}
		return found.getDiagnostics()
			.stream()
			.filter((diagnostic) -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
			.map(Object::toString)
			.toList();
	}

}
