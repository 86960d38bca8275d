package io.coffer.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coffer.CofferApplication;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
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
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The embedded store's disk is a small one in memory, and something else fills it. */
class FullDiskIT {

	private static final String ADMIN = "an-admin-token-of-the-tests-only";

	private static final Path DISK = TemporaryDirectory.create();

	private static final boolean MOUNTED = run("mount", "-t", "tmpfs", "-o", "size=24m,mode=700", "tmpfs",
			DISK.toString());

	@SuppressWarnings("NullAway.Init")
	private static ConfigurableApplicationContext context;

	private final Path filler = DISK.resolve("filler");

	@BeforeAll
	static void aDiskOfItsOwn() {
		assumeTrue(MOUNTED, "Only root can mount a small disk");
		context = new SpringApplicationBuilder(CofferApplication.class).run("--server.port=0",
				"--coffer.embedded.port=0", "--coffer.data-dir=" + DISK.resolve("data"),
				"--coffer.admin-token=" + ADMIN);
	}

	@AfterAll
	static void theDiskIsTakenAway() {
		if (MOUNTED) {
			context.close();
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

	private static Coffer admin() {
		return new Coffer(port(), ADMIN);
	}

	private static Coffer device(String name) {
		String token = admin().post("/devices/" + name + "/token").hasStatus(201).json().get("token").asString();
		return new Coffer(port(), token);
	}

	private static int port() {
		return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
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
