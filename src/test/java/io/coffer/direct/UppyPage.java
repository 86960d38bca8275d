package io.coffer.direct;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import io.coffer.testing.Coffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page with Uppy, as someone sees it who uses a mouse. */
final class UppyPage {

	private static final Pattern PART = Pattern.compile("[?&]partNumber=(\\d+)");

	private final Page page;

	private final List<Request> requests = new ArrayList<>();

	private final List<String> errors = new ArrayList<>();

	UppyPage(Page page, UppySite site, int generation, Coffer coffer) {
		this.page = page;
		page.onRequest(this.requests::add);
		page.onPageError(this.errors::add);
		page.navigate(site.origin() + "/" + generation + "?coffer=http://localhost:" + coffer.port() + "&token="
				+ coffer.token());
		awaitTheWidget();
	}

	/** Loads it again, which ends all that was under way. */
	void reload() {
		this.requests.clear();
		this.page.reload();
		awaitTheWidget();
	}

	void choose(Path file) {
		this.page.locator("input").setInputFiles(file);
	}

	/** Begins; the page pauses once so many parts are there. */
	void uploadAndPauseAfter(int parts) {
		start("upload", "pauseAll", parts);
		awaitThePause(parts);
	}

	/**
	 * Goes on; the page pauses once so many parts are there, in all since it was loaded.
	 */
	void resumeAndPauseAfter(int parts) {
		start("resume", "pauseAll", parts);
		awaitThePause(parts);
	}

	/**
	 * Begins; the page cancels once so many parts are there.
	 * @return what Coffer answers to that
	 */
	Response uploadAndCancelAfter(int parts) {
		return this.page.waitForResponse((response) -> response.request().method().equals("DELETE"),
				() -> start("upload", "cancelAll", parts));
	}

	/**
	 * Uploads to the end.
	 * @return the {@code key} of the backup, or the {@code error} that is shown
	 */
	@SuppressWarnings("unchecked")
	Map<String, String> upload() {
		return (Map<String, String>) this.page.evaluate("() => { widget.upload(); return widget.result(); }");
	}

	/** The numbers of the parts that the page knows to be in the bucket. */
	@SuppressWarnings("unchecked")
	List<Integer> parts() {
		return (List<Integer>) this.page.evaluate("() => widget.parts()");
	}

	/** The numbers of the parts that were sent, once for each time. */
	List<Integer> sent() {
		return this.requests.stream()
			.filter((request) -> request.method().equals("PUT"))
			.flatMap((request) -> PART.matcher(request.url()).results())
			.map((MatchResult part) -> Integer.valueOf(part.group(1)))
			.toList();
	}

	/** How many uploads were begun. */
	long begun() {
		return this.requests.stream()
			.filter((request) -> request.method().equals("POST") && request.url().endsWith("/s3/multipart"))
			.count();
	}

	/** Whatever a script of the page has thrown. */
	List<String> errors() {
		return this.errors;
	}

	private void awaitTheWidget() {
		this.page.waitForFunction("() => window.widget");
		assertThat(this.errors).isEmpty();
	}

	private void start(String how, String stop, int parts) {
		this.page.evaluate("([how, by, after]) => { widget.stop(by, after); widget[how](); }",
				List.of(how, stop, parts));
	}

	private void awaitThePause(int parts) {
		this.page.waitForFunction("(parts) => widget.parts().length >= parts && widget.isPaused()", parts);
	}

}
