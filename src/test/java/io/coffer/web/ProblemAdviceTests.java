package io.coffer.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.testing.Wire;
import io.coffer.testing.Wire.Answer;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import tools.jackson.databind.JsonNode;

@WebTest
@ExtendWith(OutputCaptureExtension.class)
class ProblemAdviceTests {

	@LocalServerPort
	private int port;

	@Test
	void aProblemOfAControllerIsTheAnswer() throws IOException {
		JsonNode problem = get("/desk/busy").isProblem(503, "busy").json();
		assertThat(problem.get("instance").asString()).isEqualTo("/desk/busy");
		assertThat(problem.get("detail").asString()).isEqualTo("All taken.");
	}

	@Test
	void aProblemIsJsonWhateverTheClientAccepts() throws IOException {
		for (String accepted : List.of("text/html", "application/xml", "application/zip", "nonsense")) {
			get("/desk/busy", "Accept: " + accepted).isProblem(503, "busy");
			get("/desk/archive", "Accept: " + accepted).isProblem(409, "not-configured");
		}
	}

	@Test
	void aProblemBehindAnotherFailureIsFound() throws IOException {
		get("/desk/wrapped").isProblem(404, "backup-not-found");
	}

	@Test
	void aPathWithoutRouteIsNotFound() throws IOException {
		JsonNode problem = get("/no/such/route").isProblem(404, "not-found").json();
		assertThat(problem.get("instance").asString()).isEqualTo("/no/such/route");
	}

	@Test
	void aWrongMethodIsToldTheRightOnes() throws IOException {
		Answer answer = Wire.ask(this.port, "DELETE /desk/busy");
		answer.isProblem(405, "method-not-allowed");
		assertThat(answer.header("Allow")).isEqualTo("GET");
	}

	@Test
	void anUnexpectedFailureIsLoggedOnceAndNotShown(CapturedOutput output) throws IOException {
		Answer answer = get("/desk/broken", "X-Request-Id: find-me");
		answer.isProblem(500, "internal-error");
		assertThat(answer.body()).contains("find-me").doesNotContain("/var/lib", "IllegalState", "trace");
		assertThat(output).containsOnlyOnce("/var/lib/secret-place").contains("request id find-me").contains("ERROR");
	}

	@Test
	void theFailureBehindAProblemOfTheStorageIsLoggedButNotShown(CapturedOutput output) throws IOException {
		Answer answer = get("/desk/storage");
		answer.isProblem(502, "storage-error");
		assertThat(answer.body()).doesNotContain("the cause");
		assertThat(output).containsOnlyOnce("the cause").contains("WARN");
	}

	@Test
	void aClientThatHasGoneLeavesNoTrace(CapturedOutput output) throws IOException {
		assertThat(get("/desk/gone").body()).isEmpty();
		assertThat(get("/desk/unusable").body()).isEmpty();
		assertThat(output).doesNotContain("ERROR", "WARN", "pipe");
	}

	@Test
	void anAnswerThatFailsHalfWayIsCutAndNotCompleted(CapturedOutput output) throws IOException {
		Answer answer = get("/desk/half");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("half");
		assertThat(answer.complete()).isFalse();
		assertThat(output).containsOnlyOnce("the other half is lost");
	}

	@Test
	void aLostStorageIsNotTakenForAClientThatHasGone(CapturedOutput output) throws IOException {
		assertThat(get("/desk/reset").complete()).isFalse();
		assertThat(output).containsOnlyOnce("Connection reset").contains("WARN");
	}

	private Answer get(String path, String... headers) throws IOException {
		return Wire.ask(this.port, "GET " + path, headers);
	}

	@Hidden
	@RestController
	@RequestMapping("/desk")
	static class Desk {

		@GetMapping("/busy")
		String busy() {
			throw new ProblemException(ProblemType.BUSY, "All taken.");
		}

		@GetMapping(path = "/archive", produces = "application/zip")
		byte[] archive() {
			throw new ProblemException(ProblemType.NOT_CONFIGURED, "No storage.");
		}

		@GetMapping("/wrapped")
		String wrapped() {
			throw new IllegalStateException(new ProblemException(ProblemType.BACKUP_NOT_FOUND, "Gone."));
		}

		@GetMapping("/broken")
		String broken() {
			throw new IllegalStateException("/var/lib/secret-place is missing");
		}

		@GetMapping("/storage")
		String storage() {
			throw new ProblemException(ProblemType.STORAGE_ERROR, "It failed.", new IOException("the cause"));
		}

		@GetMapping("/gone")
		String gone() throws IOException {
			throw new ClientAbortException(new IOException("Broken pipe"));
		}

		@GetMapping("/unusable")
		String unusable() throws IOException {
			throw new AsyncRequestNotUsableException("Broken pipe");
		}

		@GetMapping("/reset")
		void reset(HttpServletResponse response) throws IOException {
			response.getOutputStream().print("half");
			response.flushBuffer();
			throw new ProblemException(ProblemType.STORAGE_UNREACHABLE, "It went away.",
					new IOException("Connection reset"));
		}

		@GetMapping("/half")
		void half(HttpServletResponse response) throws IOException {
			response.getOutputStream().print("half");
			response.flushBuffer();
			throw new IllegalStateException("the other half is lost");
		}

	}

}
