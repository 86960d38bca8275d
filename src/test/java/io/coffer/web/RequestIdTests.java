package io.coffer.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Wire;
import io.coffer.testing.Wire.Answer;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@WebTest
@ExtendWith(OutputCaptureExtension.class)
class RequestIdTests {

	@LocalServerPort
	private int port;

	@Test
	void anIdOfTheClientIsKept() throws IOException {
		assertThat(ask("Job_7.retry-2").header("X-Request-Id")).isEqualTo("Job_7.retry-2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "two words", "<script>", "line%0Abreak", "\u00e9", "" })
	void anIdThatCouldDeceiveALogIsReplaced(String id) throws IOException {
		assertThat(ask(id).header("X-Request-Id")).isNotEqualTo(id).matches("[0-9a-f-]{36}");
	}

	@Test
	void anIdThatIsTooLongIsReplaced() throws IOException {
		assertThat(ask("a".repeat(64)).header("X-Request-Id")).isEqualTo("a".repeat(64));
		assertThat(ask("a".repeat(65)).header("X-Request-Id")).hasSize(36);
	}

	@Test
	void everyRequestWithoutAnIdGetsOneOfItsOwn() throws IOException {
		String first = Wire.ask(this.port, "GET /shelf").header("X-Request-Id");
		String second = Wire.ask(this.port, "GET /shelf").header("X-Request-Id");
		assertThat(first).hasSize(36).isNotEqualTo(second);
	}

	@Test
	void theIdIsOnTheLinesThatTheRequestLogs(CapturedOutput output) throws IOException {
		Wire.ask(this.port, "GET /desk/storage", "X-Request-Id: on-the-line");
		assertThat(output.getAll().lines().filter((line) -> line.contains("answered storage-error"))).hasSize(1)
			.allSatisfy((line) -> assertThat(line).contains("[on-the-line] "));
	}

	@Test
	void theIdIsOnTheLinesOfThreadsThatTheRequestStarts(@Autowired SimpleAsyncTaskExecutorBuilder executors) {
		CompletableFuture<String> shown;
		try (MDC.MDCCloseable id = MDC.putCloseable(RequestIdFilter.MDC_KEY, "handed-on")) {
			shown = CompletableFuture.supplyAsync(() -> MDC.get(RequestIdFilter.MDC_KEY), executors.build());
		}
		assertThat(shown).succeedsWithin(1, TimeUnit.MINUTES).isEqualTo("handed-on");
	}

	private Answer ask(String id) throws IOException {
		return Wire.ask(this.port, "GET /shelf", "X-Request-Id: " + id);
	}

}
