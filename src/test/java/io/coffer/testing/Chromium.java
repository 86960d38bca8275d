package io.coffer.testing;

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
 * build. Tests that need them say {@link BrowserTest}.
 */
public final class Chromium implements AutoCloseable {

	private static final List<String> QUIET = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
			"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");

	private final Playwright playwright;

	private final Browser browser;

	private Chromium(Path chromium, Path node, List<String> arguments) {
		this.playwright = Playwright.create(new Playwright.CreateOptions()
			.setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", node.toString(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		this.browser = this.playwright.chromium()
			.launch(new LaunchOptions().setExecutablePath(chromium)
				.setArgs(Stream.concat(QUIET.stream(), arguments.stream()).toList()));
	}

	/** Starts Chromium where it {@linkplain #isThere() is there}. */
	public static Chromium start(String... arguments) {
		return new Chromium(chromium().orElseThrow(), node().orElseThrow(), List.of(arguments));
	}

	/** Whether Chromium and Node.js are on the {@code PATH}. */
	static boolean isThere() {
		return chromium().isPresent() && node().isPresent();
	}

	/** A page in a profile of its own. */
	public Page newPage() {
		return this.browser.newPage();
	}

	/** The same, set up in that way: it closes with its page's context. */
	public Page newPage(Browser.NewContextOptions options) {
		return this.browser.newContext(options).newPage();
	}

	@Override
	public void close() {
		this.playwright.close();
	}

	private static Optional<Path> chromium() {
		return find("chromium", "chromium-browser", "google-chrome");
	}

	private static Optional<Path> node() {
		return find("node");
	}

	private static Optional<Path> find(String... names) {
		List<Path> directories = Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of).toList();
		return Stream.of(names)
			.flatMap((name) -> directories.stream().map((directory) -> directory.resolve(name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

}
