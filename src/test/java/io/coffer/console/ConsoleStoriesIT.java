package io.coffer.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.coffer.problems.ProblemType;
import io.coffer.testing.Archives;
import io.coffer.testing.BrowserTest;
import io.coffer.testing.Coffer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What people do in the console, from the beginning to the end. */
@BrowserTest
class ConsoleStoriesIT extends AbstractConsoleIT {

	private static final byte[] ARCHIVE = Archives.zip(300_000);

	@Autowired
	private SignInCode code;

	@Test
	void whoOpensTheUrlOfTheStartBacksUpAndRestoresWithoutTouchingCurl() {
		String once = this.code.make().orElseThrow();
		ConsolePage page = open().go("#code=" + once).sees("admin");
		assertThat(page.page().url()).endsWith("/#/");
		assertThat(page.requests()).noneMatch((request) -> request.contains("code="));
		page.link("Back up now").click();
		page.find("#application").fill("story");
		page.choose("my notes.zip", ARCHIVE).sees("Backed up");
		page.find(".upload a").click();
		byte[] restored = page.download(() -> page.find("button.primary").click());
		assertThat(restored).isEqualTo(ARCHIVE);
		page.sees("straight from the bucket");
		open().go("#code=" + once).sees("The token or the code is not valid");
	}

	@Test
	void whatOneBrowserBacksUpAnotherSeesWithoutAReloadAndRestores() {
		ConsolePage a = open().with(device("a").token(), "default");
		ConsolePage b = open().with(device("b").token(), "default").go("#/backups?device=a");
		a.go("#/upload").choose("from-a.zip", ARCHIVE).sees("Backed up");
		String key = a.find(".upload a").innerText();
		b.sees(key);
		byte[] restored = b.download(() -> b.find("[data-key='" + key + "'] button").click());
		assertThat(restored).isEqualTo(ARCHIVE);
		assertThat(b.find("#delete-selected, table.backups input").count()).as("what a device must not do").isZero();
	}

	@Test
	void theTokenOfAnAddedDeviceBacksUpByCurlUntilItIsRevoked() throws Exception {
		ConsolePage page = openAsAdmin().go("#/devices");
		page.button("Add a device").click();
		page.find("#new-name").fill("phone");
		page.button("Make the token").click();
		String token = page.sees("shown this once").find(".copy code").first().innerText();
		assertThat(page.find("pre").first().innerText()).contains(token).startsWith("curl -f -H 'Authorization");
		page.button("I have copied it").click();
		assertThat(curl(token)).isEqualTo("201");

		page.sees("1 backup");
		page.find("[id='revoke-phone']").click();
		page.find("dialog .danger").click();
		page.sees("The token of phone has ended");
		assertThat(curl(token)).isEqualTo("401");
	}

	private String curl(String token) throws IOException, InterruptedException {
		Process process = new ProcessBuilder("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-H",
				"Authorization: Bearer " + token, "--data-binary", "@-",
				"http://localhost:" + this.port + "/backups?application=notes&filename=notes.zip")
			.start();
		process.getOutputStream().write(ARCHIVE);
		process.getOutputStream().close();
		return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
	}

	@Test
	void whatIsDeletedIsNamedBefore() {
		String kept = store("kept");
		String first = store("first");
		String second = store("second");
		ConsolePage page = openAsAdmin().go("#/backups");
		page.find("[data-key='" + first + "'] input").check();
		page.find("[data-key='" + second + "'] input").check();
		page.button("Delete").click();
		assertThat(page.find("dialog li").allInnerTexts()).containsExactlyInAnyOrder(first, second);
		page.button("Cancel").click();
		page.button("Delete").click();
		page.button("Delete 2 backups").click();
		page.sees("2 backups were deleted");
		assertThat(admin().get("/backups?vault=" + vault()).json().get("items").valueStream())
			.extracting((backup) -> backup.get("key").asString())
			.containsExactly(kept);
		page.find("[data-key='" + first + "']")
			.waitFor(new Locator.WaitForOptions()
				.setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
	}

	@Test
	void theWholeIsThereInPortuguese() {
		store("notas");
		ConsolePage page = openAsAdmin(new Browser.NewContextOptions().setLocale("pt-BR")).go("#/");
		page.sees("Seu computador tem backup.").sees("Últimos 30 dias");
		page.link("Backups").click();
		page.sees("Armazenado");
		page.link("Fazer backup").click();
		page.choose("notas.zip", ARCHIVE).sees("Backup feito");
		page.link("Dispositivos").click();
		page.sees("Adicionar um dispositivo");
		page.link("Configurações").click();
		page.sees("Sem regra, tudo fica.");
		assertThat(page.page().locator("html").getAttribute("lang")).isEqualTo("pt-BR");
		page.go("#/backups/none.zip").sees("Esse backup não existe.");
		page.find("details.menu summary").click();
		page.page().getByLabel("Idioma").selectOption("zh-CN");
		page.sees("没有该备份").page().reload();
		page.sees("没有该备份");
	}

	@Test
	void theKeyboardAloneIsEnough() {
		String key = store("typed");
		Page page = openAsAdmin().go("#/backups").sees(key).page();
		tabTo(page, "a.skip");
		page.keyboard().press("Enter");
		assertThat(page.evaluate("document.activeElement.tagName")).isEqualTo("H1");
		tabTo(page, "[id='select-" + key + "']");
		page.keyboard().press("Space");
		tabTo(page, "#delete-selected");
		page.keyboard().press("Enter");
		assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("Cancel");
		page.keyboard().press("Tab");
		page.keyboard().press("Enter");
		page.getByText("1 backup was deleted").waitFor();
		assertThat(admin().get("/backups?vault=" + vault()).json().get("total").asInt()).isZero();
	}

	private static void tabTo(Page page, String selector) {
		for (int i = 0; i < 60; i++) {
			if (Boolean.TRUE.equals(page.evaluate("(s) => document.activeElement.matches(s)", selector))) {
				return;
			}
			page.keyboard().press("Tab");
		}
		throw new AssertionError("The keyboard does not come to " + selector);
	}

	@Test
	void whoseTokenEndsIsAskedForAnother() {
		Coffer phone = device("ends");
		ConsolePage page = open().with(phone.token(), "default").go("#/");
		admin().delete("/devices/ends/token").hasStatus(204);
		page.sees("Your token has ended.");
		page.find("#token").fill(ADMIN_TOKEN);
		page.button("Sign in").click();
		page.sees("admin").page().getByLabel("Vault").selectOption(vault());
		page.sees("Nothing is backed up yet.");
	}

	@Test
	void everyProblemIsShownAsASentenceWithWhatToDo() {
		ConsolePage page = openAsAdmin().go("#/");
		Object shown = page.page().evaluate("""
				async (codes) => {
					const { problemNotice } = await import('/console/notice.js');
					return codes.map((code) => problemNotice({ code, detail: 'In detail.' }))
						.map((notice) => [...notice.querySelectorAll(':scope > p')].map((line) => line.textContent));
				}""", Arrays.stream(ProblemType.values()).map(ProblemType::code).toList());
		assertThat((List<?>) shown).hasSameSizeAs(ProblemType.values())
			.allSatisfy((lines) -> assertThat((List<?>) lines).hasSize(2)
				.allSatisfy((line) -> assertThat(line.toString()).endsWith(".")));
	}

	private String store(String application) {
		return admin()
			.upload(ARCHIVE, "?vault=" + vault() + "&application=" + application + "&device=laptop&filename=notes.zip")
			.hasStatus(201)
			.key();
	}

}
