package io.coffer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.problems.StartRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class DataDirectoryTests {

	private final Path root;

	private DataDirectory data;

	DataDirectoryTests(@TempDir Path parent) {
		this.root = parent.resolve("deep").resolve("data");
	}

	@BeforeEach
	void open() {
		this.data = used(this.root);
	}

	@AfterEach
	void close() throws IOException {
		this.data.destroy();
	}

	@Test
	void theDirectoryIsMadeForItsOwnerOnly() throws IOException {
		assumeThat(Files.getFileStore(this.root).supportsFileAttributeView("posix")).isTrue();
		assertThat(mode(this.root)).isEqualTo("rwx------");
		assertThat(mode(this.root.resolveSibling("."))).isEqualTo("rwx------");
	}

	@Test
	void aFileIsItsOwnersAlsoWhenItReplacesOneThatWasNot() throws IOException {
		assumeThat(Files.getFileStore(this.root).supportsFileAttributeView("posix")).isTrue();
		Path file = Files.writeString(this.root.resolve("a"), "old");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

		this.data.write("a", bytes("new"));
		this.data.write("b", bytes("new"));

		assertThat(mode(file)).isEqualTo("rw-------");
		assertThat(mode(this.root.resolve("b"))).isEqualTo("rw-------");
	}

	@Test
	void whatOthersMayUseAtTheStartIsTakenFromThemWithAWarning(CapturedOutput output) throws IOException {
		assumeThat(Files.getFileStore(this.root).supportsFileAttributeView("posix")).isTrue();
		this.data.write("private", bytes("secret"));
		Path open = Files.writeString(this.root.resolve("encryption-key"), "key");
		this.data.destroy();
		Files.setPosixFilePermissions(this.root, PosixFilePermissions.fromString("rwxr-x--x"));
		Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("r--rw-r--"));

		this.data = used(this.root);

		assertThat(mode(this.root)).isEqualTo("rwx------");
		assertThat(mode(open)).isEqualTo("r--------");
		assertThat(output)
			.contains("Others could use " + this.root + " (mode rwxr-x--x)",
					"Others could use " + open + " (mode r--rw-r--)")
			.doesNotContain("private (mode");
	}

	@Test
	void aFileThatOthersMayReadAndThatCannotBeChangedStopsTheStart() throws IOException {
		Path unchangeable = Path.of("/proc/self/status");
		assumeThat(unchangeable).exists();
		this.data.destroy();
		Path file = Files.createSymbolicLink(this.root.resolve("settings.json"), unchangeable);

		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> used(this.root))
			.withMessageContaining(file.toString());
		Files.delete(file);
		this.data = used(this.root);
	}

	@Test
	void whatWasWrittenIsRead() {
		assertThat(this.data.read("a")).isEmpty();

		this.data.write("a", bytes("one"));
		this.data.write("a", bytes("another"));

		assertThat(this.data.read("a")).hasValue(bytes("another"));
	}

	@Test
	void aDeletedFileIsGoneAndCanBeDeletedAgain() {
		this.data.write("a", bytes("one"));

		this.data.delete("a");
		this.data.delete("a");

		assertThat(this.data.read("a")).isEmpty();
	}

	@Test
	void aWriteThatFailsLeavesTheOldContent() throws IOException {
		this.data.write("a", bytes("old"));
		Files.createDirectories(this.root.resolve("a.new").resolve("in the way"));

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> this.data.write("a", bytes("new")))
			.satisfies((problem) -> assertThat(problem.type()).isEqualTo(ProblemType.DATA_DIRECTORY_FAILED));

		assertThat(this.data.read("a")).hasValue(bytes("old"));
	}

	@Test
	void whatACrashHasLeftHalfWrittenIsNeverTheFile() throws IOException {
		this.data.write("a", bytes("old"));
		Files.writeString(this.root.resolve("a.new"), "ne");

		assertThat(this.data.read("a")).hasValue(bytes("old"));
		this.data.write("a", bytes("new"));

		assertThat(this.data.read("a")).hasValue(bytes("new"));
		assertThat(this.root.resolve("a.new")).doesNotExist();
	}

	@Test
	void aSecondUseInTheSameProcessIsRefused() throws IOException {
		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> used(this.root))
			.withMessageContaining("Another process uses the data directory")
			.withMessageContaining("COFFER_DATA_DIR");

		this.data.destroy();
		this.data = used(this.root);
		assertThat(this.data.read("a")).isEmpty();
	}

	@Test
	void aSecondProcessIsRefusedUntilTheFirstHasEndedHoweverItEnds() throws Exception {
		assertThat(outputOf(child())).contains("Another process uses the data directory");
		this.data.destroy();
		Process holder = child();
		assertThat(holder.inputReader().readLine()).isEqualTo("It is mine");

		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> used(this.root));

		holder.destroyForcibly().waitFor();
		this.data = used(this.root);
	}

	@Test
	void aDirectoryThatCannotBeMadeStopsTheStartAndSaysWhy() throws IOException {
		Path file = Files.writeString(this.root.resolve("file"), "in the way");

		assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> used(file.resolve("data")))
			.withMessageContaining("cannot be used")
			.withMessageContaining("COFFER_DATA_DIR");
	}

	@Test
	void aDirectoryThatNobodyUsesIsNeitherMadeNorLocked(@TempDir Path parent) {
		Path unused = parent.resolve("unused");

		new DataDirectory(new DataProperties(unused));

		assertThat(unused).doesNotExist();
	}

	private static DataDirectory used(Path root) {
		DataDirectory directory = new DataDirectory(new DataProperties(root));
		directory.resolve("anything");
		return directory;
	}

	private Process child() throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Holder.class.getName(), this.root.toString())
			.redirectErrorStream(true)
			.start();
	}

	private static String outputOf(Process process) throws IOException {
		process.outputWriter().close();
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	private static String mode(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** Another process, which uses the directory until its input ends. */
	static final class Holder {

		private Holder() {
		}

		public static void main(String[] arguments) throws IOException {
			DataDirectory mine = used(Path.of(arguments[0]));
			System.out.println("It is mine");
			while (System.in.read() >= 0) {
				// until the input ends
			}
			mine.destroy();
		}

	}

}
