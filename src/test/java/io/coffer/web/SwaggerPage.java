package io.coffer.web;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FilePayload;
import java.util.ArrayList;
import java.util.List;

/** The API page as someone sees it who uses a mouse. */
final class SwaggerPage {

	private final Page page;

	private final List<String> errors = new ArrayList<>();

	private final List<String> requests = new ArrayList<>();

	SwaggerPage(Page page, int port) {
		this.page = page;
		page.onPageError(this.errors::add);
		page.onConsoleMessage(this::noteWhatThePolicyRefused);
		page.onRequest((request) -> this.requests.add(request.url()));
		page.navigate("http://localhost:" + port + "/swagger-ui.html");
		page.locator(".opblock").first().waitFor();
	}

	private void noteWhatThePolicyRefused(ConsoleMessage message) {
		if (message.text().contains("Content Security Policy")) {
			this.errors.add(message.text());
		}
	}

	/** Whatever a script of the page has thrown, or the content policy refused. */
	List<String> errors() {
		return this.errors;
	}

	/** Every address that the page has asked. */
	List<String> requests() {
		return this.requests;
	}

	/** What a script on the page comes to. */
	Object evaluate(String script, Object argument) {
		return this.page.evaluate(script, argument);
	}

	void close() {
		this.page.close();
	}

	void authorize(String token) {
		this.page.locator(".scheme-container button.authorize").click();
		this.page.locator(".auth-container input").fill(token);
		this.page.locator(".auth-btn-wrapper button.authorize").click();
		this.page.locator(".auth-btn-wrapper button.btn-done").click();
	}

	/** Opens an operation and presses <em>Try it out</em>. */
	Operation tryOut(String tag, String operationId) {
		Locator block = this.page.locator("#operations-" + tag + "-" + operationId);
		block.locator("button.opblock-summary-control").click();
		block.locator("button.try-out__btn").click();
		return new Operation(this.page, block);
	}

	/** An operation that is ready to be executed. */
	record Operation(Page page, Locator block) {

		Operation bodyType(String mediaType) {
			this.block.locator(".opblock-section-request-body .opblock-section-header select").selectOption(mediaType);
			return this;
		}

		Operation file(String name, byte[] content) {
			this.block.locator(".opblock-section-request-body input[type=file]")
				.setInputFiles(new FilePayload(name, "application/zip", content));
			return this;
		}

		Operation field(String name, String value) {
			this.block.locator("tr[data-property-name=" + name + "] input[type=text]").fill(value);
			return this;
		}

		/** Presses <em>Execute</em>; the answer as it arrived. */
		Response execute(String path) {
			return this.page.waitForResponse((response) -> response.url().contains(path),
					() -> this.block.locator("button.execute").click());
		}

		/** The status that the page shows. */
		String shownStatus() {
			return this.block.locator(".live-responses-table tbody .response-col_status").first().innerText().strip();
		}

	}

}
