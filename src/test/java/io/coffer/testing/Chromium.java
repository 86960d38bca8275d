package io.coffer.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The machine's own Chromium, driven by the machine's own Node.js: neither comes with the
 * build. Tests are skipped without them, unless {@code COFFER_BROWSER_TESTS=required}.
 */
public final class Chromium implements AutoCloseable {

	private static final List<String> QUIET = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
			"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");

	private final Playwright playwright;

	private final Browser browser;

	private Chromium(Path chromium, Path node) {
		this.playwright = Playwright.create(new Playwright.CreateOptions()
			.setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", node.toString(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		this.browser = this.playwright.chromium()
			.launch(new LaunchOptions().setExecutablePath(chromium).setArgs(QUIET));
	}

	/** Starts Chromium, or skips the test. */
	public static Chromium start() {
		Optional<Path> chromium = find("chromium", "chromium-browser", "google-chrome");
		Optional<Path> node = find("node");
		boolean found = chromium.isPresent() && node.isPresent();
		String message = "Tests in a browser need Chromium and Node.js on the PATH, on Debian: "
				+ "apt-get install chromium nodejs";
		if ("required".equals(System.getenv("COFFER_BROWSER_TESTS"))) {
			assertThat(found).as(message).isTrue();
		}
		assumeTrue(found, message);
		return new Chromium(chromium.orElseThrow(), node.orElseThrow());
	}

	/** A page in a profile of its own. */
	public Page newPage() {
		return this.browser.newPage();
	}

	@Override
	public void close() {
		this.playwright.close();
	}

	private static Optional<Path> find(String... names) {
		List<Path> directories = Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of).toList();
		return Stream.of(names)
			.flatMap((name) -> directories.stream().map((directory) -> directory.resolve(name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

}
