package io.coffer.testing;

import java.io.File;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Programs of the machine's own that tests run, where they are installed. */
public final class Programs {

	/** Longer than any of them takes. */
	private static final int SECONDS = 120;

	private Programs() {
	}

	/**
	 * Runs a program to its end.
	 * @param environment beside {@code PATH} and {@code HOME}, all that it has
	 * @param directory where it runs, which is its home too
	 */
	public static Run run(Map<String, String> environment, Path directory, String... command) {
		try {
			Path output = Files.createTempFile(directory, "output", ".txt");
			ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
				.redirectErrorStream(true)
				.redirectInput(new File("/dev/null"))
				.redirectOutput(output.toFile());
			builder.environment().keySet().retainAll(List.of("PATH", "LANG", "LC_ALL"));
			builder.environment().put("HOME", directory.toString());
			builder.environment().putAll(environment);
			Process process = builder.start();
			if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				throw new AssertionError(command[0] + " does not end: " + Files.readString(output));
			}
			return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	static boolean isThere(String name) {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.map((directory) -> Path.of(directory).resolve(name))
			.anyMatch(Files::isExecutable);
	}

	/**
	 * How a program ended.
	 *
	 * @param status 0 if it did what it was to do
	 * @param output all that it wrote
	 */
	public record Run(int status, String output) {
	}

	/**
	 * Skips tests where one of these programs is not on the {@code PATH}, or where its
	 * own path says. With {@code COFFER_CLIENT_TESTS=required} that is a failure.
	 */
	@Target({ ElementType.TYPE, ElementType.METHOD })
	@Retention(RetentionPolicy.RUNTIME)
	@ExtendWith(Condition.class)
	public @interface Need {

		String[] value();

	}

	/** Looks for the programs. */
	static final class Condition implements ExecutionCondition {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			List<String> missing = context.getElement()
				.map((element) -> element.getAnnotation(Need.class))
				.stream()
				.flatMap((need) -> Stream.of(need.value()))
				.filter((name) -> !isThere(name))
				.toList();
			if (missing.isEmpty()) {
				return ConditionEvaluationResult.enabled("The programs are there");
			}
			String reason = "This needs " + String.join(", ", missing)
					+ " on the PATH; on Debian: apt-get install awscli rclone s3cmd nginx-light openssl";
			if ("required".equals(System.getenv("COFFER_CLIENT_TESTS"))) {
				throw new IllegalStateException(reason);
			}
			LoggerFactory.getLogger(Programs.class).warn("{} is skipped. {}", context.getDisplayName(), reason);
			return ConditionEvaluationResult.disabled(reason);
		}

	}

}
