package io.coffer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.data.DataDirectory;
import io.coffer.embedded.EmbeddedStore;
import io.coffer.state.StateChoice;
import io.coffer.testing.Answer;
import io.coffer.testing.Coffer;
import io.coffer.testing.RunningCoffer;
import io.coffer.testing.StandInStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.FileSystemUtils;

/** A data directory in which nothing can be written, as on a full disk. */
class DataDirectoryTroubleIT extends RunningCoffer {

	private static final String SETTINGS = """
			{"endpoint":"%s","region":"us-east-1","bucket":"bucket","accessKeyId":"key","secretAccessKey":"secret",
			 "addressing":"path"}""";

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private DataDirectory data;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private ConfigService config;

	@Test
	void settingsStayAsTheyWere() throws IOException {
		Answer settings = admin().get("/config").hasStatus(200);

		try (StandInStore store = new StandInStore(); InTheWay kept = inTheWay("settings.json")) {
			String other = SETTINGS.formatted(store.settings().endpoint());
			isRefused(admin().sendJson("PUT", "/config?check=false&state=adopt", other));
		}

		assertThat(admin().get("/config").body()).isEqualTo(settings.body());
	}

	@Test
	void settingsAreNotForgottenWhileTheEmbeddedStoreCannotTakeOver() throws IOException {
		Path directory = this.data.resolve("s3");
		Path aside = this.data.resolve("aside");
		try (StandInStore store = new StandInStore()) {
			admin().sendJson("PUT", "/config?check=false&state=adopt", SETTINGS.formatted(store.settings().endpoint()))
				.hasStatus(200);
			this.embedded.stop();
			Files.move(directory, aside);
			Files.createFile(directory);

			admin().delete("/config?state=adopt").isProblem(409, "embedded-unavailable");
			assertThat(admin().get("/config").json().get("source").asString()).isEqualTo("file");

			Files.delete(directory);
			Files.move(aside, directory);
			admin().delete("/config?state=adopt").hasStatus(204);
		}
	}

	/** Not over HTTP, whose virtual threads would not be seen to wait. */
	@Test
	void settingsCanBeSeenWhileTheEmbeddedStoreTakesItsTime() throws IOException {
		try (StandInStore store = new StandInStore()) {
			admin().sendJson("PUT", "/config?check=false&state=adopt", SETTINGS.formatted(store.settings().endpoint()))
				.hasStatus(200);
			CompletableFuture<Void> forgotten;
			EmbeddedStore starting = this.embedded;
			synchronized (starting) {
				forgotten = CompletableFuture.runAsync(() -> this.config.delete(StateChoice.ADOPT),
						(task) -> new Thread(task).start());
				await().until(DataDirectoryTroubleIT::isOpenWaitedFor);
				assertThat(CompletableFuture.supplyAsync(() -> admin().get("/config")))
					.succeedsWithin(1, TimeUnit.MINUTES)
					.satisfies((answer) -> assertThat(answer.json().get("source").asString()).isEqualTo("file"));
			}
			forgotten.join();
		}
	}

	private static boolean isOpenWaitedFor() {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((thread) -> thread.getKey().getState() == Thread.State.BLOCKED)
			.anyMatch((thread) -> List.of(thread.getValue())
				.stream()
				.anyMatch((frame) -> frame.getClassName().equals(EmbeddedStore.class.getName())));
	}

	private static void isRefused(Answer answer) {
		assertThat(answer.isProblem(507, "data-directory-failed").json().get("hint").asString()).contains("space");
	}

	private InTheWay inTheWay(String name) throws IOException {
		Path directory = this.data.resolve(name + ".new");
		Files.createDirectories(directory.resolve("in the way"));
		return () -> FileSystemUtils.deleteRecursively(directory);
	}

	/** Something where a file has to be written first. */
	private interface InTheWay extends AutoCloseable {

		@Override
		void close() throws IOException;

	}

}
