package io.coffer.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import io.coffer.testing.Archives;
import io.coffer.testing.BrowserTest;
import io.coffer.testing.Coffer;
import io.coffer.testing.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Archives on their way from a browser into the bucket, and what comes between. */
@BrowserTest
class ConsoleUploadIT extends AbstractConsoleIT {

	private static final byte[] ARCHIVE = Archives.zip(40 * 1024 * 1024);

	/** All parts but the first three of five. */
	private static final Pattern LATER_PARTS = Pattern.compile(".*[?&]partNumber=([4-9]).*");

	/** Of three parts. */
	private static final byte[] SMALLER = Archives.zip(17 * 1024 * 1024);

	private static final Pattern SECOND_PART = Pattern.compile(".*[?&]partNumber=2.*");

	@SuppressWarnings("NullAway.Init")
	private static Path file;

	@SuppressWarnings("NullAway.Init")
	private static Path smaller;

	@BeforeAll
	static void writeTheFiles() throws IOException {
		Path directory = TemporaryDirectory.create();
		file = Files.write(directory.resolve("forty.zip"), ARCHIVE);
		smaller = Files.write(directory.resolve("smaller.zip"), SMALLER);
	}

	@Test
	void anUploadIsPausedAndGoesOnAfterAReloadWithTheSameFile() {
		ConsolePage page = openAsAdmin().go("#/upload");
		List<Route> held = hold(page, LATER_PARTS);
		page.choose(file);
		page.page().waitForCondition(() -> held.size() >= 2);
		page.page().waitForFunction("() => document.querySelector('.upload progress').value > 0.37");
		page.button("Pause").click();
		page.sees("Paused");
		assertThat(openUploads()).hasSize(1);

		page.page().unroute(LATER_PARTS);
		page.requests().clear();
		page.page().reload();
		page.sees("Unfinished").sees("forty.zip").choose(file).sees("Backed up");

		assertThat(sentParts(page)).doesNotHaveDuplicates().contains("4", "5").doesNotContain("1", "2", "3");
		assertThat(page.requests()).noneMatch((request) -> request.endsWith("/uploads/s3/multipart?vault=" + vault()));
		assertKept(ARCHIVE, page);
		assertThat(openUploads()).isEmpty();
	}

	/** They never arrive, as on a line that is stuck. */
	private static List<Route> hold(ConsolePage page, Pattern parts) {
		List<Route> held = new ArrayList<>();
		page.page().route(parts, held::add);
		return held;
	}

	@Test
	void anUploadGoesOnByItselfAfterALostConnection() {
		ConsolePage page = openAsAdmin().go("#/upload");
		AtomicInteger lost = new AtomicInteger();
		page.page().route(SECOND_PART, (route) -> {
			if (lost.incrementAndGet() <= 2) {
				route.abort("internetdisconnected");
			}
			else {
				route.resume();
			}
		});
		page.choose(smaller).sees("Backed up");
		assertThat(lost.get()).isGreaterThan(2);
		assertKept(SMALLER, page);
	}

	@Test
	void whatIsCancelledLeavesNothingInTheBucket() {
		ConsolePage page = openAsAdmin().go("#/upload");
		List<Route> held = hold(page, SECOND_PART);
		page.choose(smaller);
		page.page().waitForCondition(() -> !held.isEmpty());
		page.button("Cancel").click();
		page.sees("Cancelled; nothing was kept");
		page.page().waitForCondition(() -> openUploads().isEmpty());
		assertThat(admin().get("/backups?vault=" + vault()).json().get("total").asInt()).isZero();
	}

	/** The embedded store lets pages of the other origin alone call. */
	@Test
	void whereTheBucketDoesNotTakeBytesFromThePageTheyGoThroughCoffer() {
		ConsolePage page = openAt("http://127.0.0.1:" + this.port).go("#/upload");
		page.choose(smaller).sees("Backed up").mayBeRefusedByTheBucket();
		assertThat(page.find(".upload").getAttribute("data-way")).isEqualTo("coffer");
		assertKept(SMALLER, page);
		assertThat(openUploads()).isEmpty();
	}

	@Test
	void whatIsRefusedSaysWhyAndWhatToDo() {
		ConsolePage page = openAsAdmin().go("#/upload");
		page.choose("tool.exe", Archives.EMPTY_ZIP).sees("This kind of file is not taken.").sees("Pack it as ZIP");
		assertThat(page.find(".upload").getAttribute("data-state")).isEqualTo("failed");
	}

	private void assertKept(byte[] archive, ConsolePage page) {
		String key = page.find(".upload a").innerText();
		assertThat(page.find(".upload code").innerText()).isEqualTo(Archives.sha256(archive));
		String path = "/backups/" + Coffer.encode(key);
		JsonNode backup = admin().get(path + "?vault=" + vault()).hasStatus(200).json();
		assertThat(backup.get("size").asInt()).isEqualTo(archive.length);
		byte[] kept = admin().get(path + "/content?vault=" + vault()).hasStatus(200).body();
		assertThat(Archives.sha256(kept)).isEqualTo(Archives.sha256(archive));
	}

	private List<String> openUploads() {
		return store().openUploads().stream().filter((key) -> key.contains(vault())).toList();
	}

	private static List<String> sentParts(ConsolePage page) {
		Pattern part = Pattern.compile("^PUT .*[?&]partNumber=(\\d+)");
		return page.requests()
			.stream()
			.map(part::matcher)
			.filter(java.util.regex.Matcher::find)
			.map((found) -> found.group(1))
			.toList();
	}

}
