package io.coffer.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The console as somebody sees it. */
final class ConsolePage {

	private static final Path SCREENSHOTS = Path.of("target/screenshots");

	/** Milliseconds: the machine may be busy. */
	private static final int PATIENCE = 20_000;

	private static final int WIDE = 1200;

	private static final int TELEPHONE = 390;

	private static final int HEIGHT = 800;

	private static final String AXE = script();

	private final Page page;

	private final String origin;

	private final List<String> errors = new ArrayList<>();

	private final List<String> requests = new ArrayList<>();

	ConsolePage(Page page, String origin) {
		this.page = page;
		this.origin = origin;
		page.setDefaultTimeout(PATIENCE);
		page.onPageError(this.errors::add);
		page.onConsoleMessage(this::noteWhatWentWrong);
		page.onRequest((request) -> this.requests.add(request.method() + " " + request.url()));
	}

	/**
	 * Answers of refusal are shown to whoever looks at the page, and noted by Chromium
	 * too.
	 */
	private void noteWhatWentWrong(ConsoleMessage message) {
		if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
			this.errors.add(message.text());
		}
	}

	/** Signs in without the form. */
	ConsolePage with(String token, String vault) {
		this.page.context()
			.addInitScript("if (!sessionStorage.getItem('coffer.token') && !sessionStorage.getItem('seen')) {"
					+ "sessionStorage.setItem('seen', '1'); sessionStorage.setItem('coffer.token', '" + token + "');"
					+ "sessionStorage.setItem('coffer.vault', '" + vault + "') }");
		return this;
	}

	ConsolePage go(String fragment) {
		this.page.navigate(this.origin + "/" + fragment);
		this.page.locator("h1").waitFor();
		return this;
	}

	Page page() {
		return this.page;
	}

	Locator button(String name) {
		return this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	Locator link(String name) {
		return this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	/** Waits until the page says that. */
	ConsolePage sees(String text) {
		try {
			this.page.getByText(text).first().waitFor();
		}
		catch (PlaywrightException ex) {
			photograph("not-seen");
			throw new AssertionError("'" + text + "' is not seen: " + this.page.locator("body").innerText(), ex);
		}
		return this;
	}

	Locator find(String selector) {
		return this.page.locator(selector);
	}

	/** Gives the page a file to back up. */
	ConsolePage choose(String name, byte[] content) {
		this.page.locator("#files").setInputFiles(new FilePayload(name, "application/zip", content));
		return this;
	}

	/** The same with a file of the disk, whose time stays. */
	ConsolePage choose(Path file) {
		this.page.locator("#files").setInputFiles(file);
		return this;
	}

	byte[] download(Runnable action) {
		Download download = this.page.waitForDownload(action);
		try {
			return Files.readAllBytes(download.path());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Takes pictures in both themes, wide and on a telephone. Nothing is to be seen
	 * beside the page, and nothing that WCAG 2.2 AA forbids, as far as axe can tell: the
	 * themes differ in colours, the widths in what is where.
	 */
	ConsolePage looks(String name) {
		look(name, ColorScheme.LIGHT, WIDE, true);
		look(name, ColorScheme.DARK, WIDE, false);
		look(name, ColorScheme.LIGHT, TELEPHONE, false);
		look(name, ColorScheme.DARK, TELEPHONE, true);
		this.page.setViewportSize(WIDE, HEIGHT);
		return this;
	}

	private void look(String name, ColorScheme theme, int width, boolean checked) {
		this.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
		this.page.setViewportSize(width, HEIGHT);
		photograph("%s-%s-%s".formatted(name, theme.name().toLowerCase(Locale.ROOT), (width == WIDE) ? "wide" : "390"));
		assertThat(this.page.evaluate("document.documentElement.scrollWidth")).as("%s at %s px", name, width)
			.isEqualTo(width);
		if (checked) {
			isAccessible();
		}
	}

	ConsolePage photograph(String name) {
		this.page
			.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
		return this;
	}

	private void isAccessible() {
		this.page.evaluate(AXE);
		Object found = this.page.evaluate(
				"""
						async () => {
							const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
							return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html + failureSummary))
						}""");
		assertThat((List<?>) found).as(this.page.url()).isEmpty();
	}

	/** Whatever a script of the page has thrown, or the content policy refused. */
	List<String> errors() {
		return this.errors;
	}

	/** Chromium says what a store does not allow; the page goes another way. */
	ConsolePage mayBeRefusedByTheBucket() {
		this.errors.removeIf((error) -> error.contains("CORS policy") || error.contains("Content Security Policy"));
		return this;
	}

	/** The method and the URL of every request so far. */
	List<String> requests() {
		return this.requests;
	}

	private static String script() {
		try (InputStream script = ConsolePage.class.getResourceAsStream("/axe.min.js")) {
			return new String(Objects.requireNonNull(script, "axe-core").readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void close() {
		this.page.context().close();
	}

}
