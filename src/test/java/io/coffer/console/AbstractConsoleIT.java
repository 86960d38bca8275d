package io.coffer.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import io.coffer.testing.Chromium;
import io.coffer.testing.RunningCoffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The console in a browser, at an origin of which the embedded store's rules know. Each
 * test works in a vault of its own, so that all of them share one Coffer.
 */
abstract class AbstractConsoleIT extends RunningCoffer {

	/** A secure context, as pages at https are; the browser is told where it is. */
	static final String ORIGIN = "http://console.localhost";

	/** Started by the first class, for all; the JVM ends it. */
	private static final Map<Integer, Chromium> CHROMIUM = new ConcurrentHashMap<>();

	private final List<ConsolePage> pages = new ArrayList<>();

	private String vault = "default";

	@DynamicPropertySource
	static void theConsoleMayUploadStraight(DynamicPropertyRegistry properties) {
		properties.add("coffer.cors.allowed-origins", () -> ORIGIN);
	}

	@BeforeEach
	void aVaultOfItsOwn() {
		this.vault = "v" + UUID.randomUUID().toString().substring(0, 12);
		admin().sendJson("PUT", "/vaults/" + this.vault, "{}").hasStatus(200);
	}

	@AfterEach
	void noPageFailed() {
		this.pages.forEach((page) -> {
			assertThat(page.errors()).isEmpty();
			page.close();
		});
	}

	/** The vault of this test. */
	String vault() {
		return this.vault;
	}

	/** The console in a browser of its own, before anybody has signed in. */
	ConsolePage open() {
		return open(new Browser.NewContextOptions());
	}

	ConsolePage open(Browser.NewContextOptions options) {
		return open(options, ORIGIN);
	}

	private static Chromium chromium(int port) {
		Chromium chromium = Chromium.start("--host-resolver-rules=MAP console.localhost:80 127.0.0.1:" + port);
		Runtime.getRuntime().addShutdownHook(new Thread(chromium::close));
		return chromium;
	}

	private ConsolePage open(Browser.NewContextOptions options, String origin) {
		Page page = CHROMIUM.computeIfAbsent(this.port, AbstractConsoleIT::chromium)
			.newPage(options.setReducedMotion(ReducedMotion.REDUCE));
		ConsolePage console = new ConsolePage(page, origin);
		this.pages.add(console);
		return console;
	}

	/** Signed in at another origin, of which the store knows nothing. */
	ConsolePage openAt(String origin) {
		return open(new Browser.NewContextOptions(), origin).with(ADMIN_TOKEN, this.vault);
	}

	/** Signed in as the administrator, in the vault of this test. */
	ConsolePage openAsAdmin() {
		return openAsAdmin(new Browser.NewContextOptions());
	}

	ConsolePage openAsAdmin(Browser.NewContextOptions options) {
		return open(options).with(ADMIN_TOKEN, this.vault);
	}

}
