package io.coffer.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.RunningCoffer;
import io.coffer.testing.TemporaryDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The embedded store's disk is a small one in memory, and something else fills it. */
class FullDiskIT extends RunningCoffer {

	private static final Path DISK = TemporaryDirectory.create();

	private static boolean mounted;

	private final Path filler = DISK.resolve("filler");

	@DynamicPropertySource
	static void dataOnIt(DynamicPropertyRegistry properties) {
		mounted = run("mount", "-t", "tmpfs", "-o", "size=24m,mode=700", "tmpfs", DISK.toString());
		properties.add("coffer.data-dir", () -> DISK.resolve("data").toString());
	}

	@BeforeAll
	static void aDiskOfItsOwn() {
		assumeTrue(mounted, "Only root can mount a small disk");
	}

	@AfterAll
	static void theDiskIsTakenAway() {
		if (mounted) {
			run("umount", "--lazy", DISK.toString());
		}
	}

	@AfterEach
	void thereIsSpaceAgain() throws IOException {
		Files.deleteIfExists(this.filler);
	}

	@Test
	void tokensAreRevokedArchivesDeletedAndHealthAnswers() throws IOException {
		Coffer laptop = device("laptop");
		Coffer thief = device("thief");
		String key = laptop.upload(Archives.zip(100_000), "?application=notes").hasStatus(201).key();
		fill();
		laptop.upload(Archives.zip(100_000), "?application=notes").isProblem(507, "storage-full");

		admin().delete("/devices/thief/token").hasStatus(204);

		thief.get("/backups").isProblem(401, "unauthenticated");
		laptop.get("/backups/" + key + "/content").hasStatus(200);
		admin().get("/actuator/health/readiness").hasStatus(200);
		assertThat(admin().get("/devices").hasStatus(200).json().findValuesAsString("name")).containsExactly("laptop");
		admin().delete("/devices/laptop/token").hasStatus(204);
		admin().delete("/backups/" + key).hasStatus(204);
		assertThat(admin().get("/backups").json().get("total").asInt()).isZero();
	}

	@Test
	void theReserveIsThereAgainWhenThereIsSpace() throws IOException {
		device("laptop");
		for (int round = 0; round < 3; round++) {
			fill();
			admin().delete("/devices/laptop/token").hasStatus(204);
			thereIsSpaceAgain();
			device("laptop").get("/backups").hasStatus(200);
			assertThat(DISK.resolve("data/s3/.reserve")).isNotEmptyFile();
		}
	}

	private void fill() throws IOException {
		byte[] block = new byte[4096];
		try (OutputStream output = Files.newOutputStream(this.filler)) {
			while (true) {
				output.write(block);
			}
		}
		catch (IOException ex) {
			assertThat(DISK.toFile().getUsableSpace()).isLessThan(block.length);
		}
	}

	private static boolean run(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
