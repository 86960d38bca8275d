package io.coffer.direct;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coffer.testing.BrowserTest;
import io.coffer.testing.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;

/**
 * The released packages of Uppy, fetched by npm as {@code src/test/uppy} pins them, each
 * in a script with the snippets of {@code docs/api.md} that are for it.
 */
final class UppyBundles {

	private static final Path PACKAGES = Path.of("src/test/uppy");

	private static final Pattern SNIPPET = Pattern.compile("(?ms)^```js\n(.*?)^```$");

	/**
	 * What a reader of the snippets has already, and the address that is the reader's.
	 */
	private static final String BEGINNING = """
			import Uppy from '@uppy/core';
			import AwsS3 from '@uppy/aws-s3';

			const asked = new URLSearchParams(location.search);
			const token = asked.get('token');
			const uppy = new Uppy();
			""";

	private static final String ADDRESS = "'https://coffer.example.org'";

	private UppyBundles() {
	}

	/**
	 * Makes them, or skips the tests where npm cannot.
	 * @return a directory with a script for each generation, {@code 5.js} and
	 * {@code 6.js}
	 */
	static Path make() {
		try {
			Path directory = TemporaryDirectory.create();
			FileSystemUtils.copyRecursively(PACKAGES, directory);
			run(directory, "npm", "ci", "--prefer-offline");
			write(directory, "5", "endpoint:");
			write(directory, "6", "companionEndpoint:");
			Path bundles = directory.resolve("bundles");
			run(directory, "node", "node_modules/esbuild/bin/esbuild", "5/entry.js", "6/entry.js", "--bundle",
					"--format=esm", "--entry-names=[dir]", "--outdir=" + bundles);
			return bundles;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void write(Path directory, String generation, String option) throws IOException {
		Files.writeString(directory.resolve(generation).resolve("entry.js"), String.join("\n", BEGINNING,
				snippet("const coffer = " + ADDRESS).replace(ADDRESS, "asked.get('coffer')"),
				snippet("AwsS3, { " + option), snippet("s3Multipart"), Files.readString(PACKAGES.resolve("page.js"))));
	}

	/** The one that contains the text. */
	private static String snippet(String text) throws IOException {
		List<String> found = SNIPPET.matcher(Files.readString(Path.of("docs/api.md")))
			.results()
			.map((MatchResult snippet) -> snippet.group(1))
			.filter((snippet) -> snippet.contains(text))
			.toList();
		if (found.size() != 1) {
			throw new IllegalStateException("docs/api.md has " + found.size() + " snippets with " + text);
		}
		return found.get(0);
	}

	private static void run(Path directory, String... command) throws IOException {
		Path output = directory.resolve("output.txt");
		try {
			Process process = new ProcessBuilder(command).directory(directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			if (!process.waitFor(3, TimeUnit.MINUTES)) {
				process.destroyForcibly();
			}
			else if (process.exitValue() == 0) {
				return;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
		catch (IOException ex) {
			Files.writeString(output, ex.toString(), UTF_8);
		}
		BrowserTest.Condition.skip("There is no bundle of Uppy, since this failed: " + String.join(" ", command) + "\n"
				+ Files.readString(output, Charset.defaultCharset()));
	}

}
