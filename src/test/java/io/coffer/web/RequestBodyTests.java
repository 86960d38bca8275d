package io.coffer.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.testing.Wire;
import io.coffer.testing.Wire.Answer;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@WebTest
@ExtendWith(OutputCaptureExtension.class)
class RequestBodyTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "POST, application/x-www-form-urlencoded", "PUT, application/x-www-form-urlencoded",
			"POST, multipart/form-data; boundary=x", "POST, application/octet-stream" })
	void aBodyReachesTheControllerUntouched(String method, String type) throws IOException {
		byte[] body = "a=1&b=%zz&query=mine".getBytes(UTF_8);
		Answer answer = Wire.ask(this.port, method + " /counter?query=yours", body, "Content-Type: " + type);
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		assertThat(answer.json().get("query").asString()).isEqualTo("yours");
		assertThat(answer.json().get("body").asString()).isEqualTo("a=1&b=%zz&query=mine");
	}

	@Test
	void aRefusalComesBeforeTheBodyThatWaitsForIt() throws IOException {
		try (Wire wire = Wire.to(this.port)) {
			wire.head("POST /counter/full HTTP/1.1", "Host: localhost", "Content-Length: 9999", "Expect: 100-continue");
			wire.answer().isProblem(503, "busy");
		}
	}

	@Test
	void aCallersBodyThatNobodyReadsIsPassedOverAndTheConnectionGoesOn() throws IOException {
		try (Wire wire = Wire.to(this.port)) {
			for (int i = 0; i < 2; i++) {
				wire.head("POST /counter/unread HTTP/1.1", "Host: localhost", WebTest.CALLER, "Content-Length: 100000");
				wire.send(new byte[100_000]);
				assertThat(wire.nextAnswer().status()).isEqualTo(200);
			}
		}
	}

	@Test
	void aStrangersConnectionEndsWithItsAnswer() throws IOException {
		try (Wire wire = Wire.to(this.port)) {
			wire.head("POST /counter/unread HTTP/1.1", "Host: localhost", "Content-Length: 100000");
			wire.send(new byte[100_000]);
			assertThat(wire.answer().header("Connection")).isEqualTo("close");
		}
	}

	@Test
	void aBodyThatNobodyReadsAndThatNeverEndsClosesTheConnection() throws IOException {
		try (Wire wire = Wire.to(this.port)) {
			wire.head("POST /counter/unread HTTP/1.1", "Host: localhost", "Content-Length: 900000000");
			wire.send(new byte[3_000_000]);

			assertThat(wire.answer().status()).isEqualTo(200);
		}
	}

	@Test
	void aBodyThatWaitsIsCalledForWhenItIsRead() throws IOException {
		try (Wire wire = Wire.to(this.port)) {
			wire.head("POST /counter?query=q HTTP/1.1", "Host: localhost", "Connection: close", "Content-Length: 4",
					"Expect: 100-continue");
			assertThat(wire.line()).startsWith("HTTP/1.1 100");
			assertThat(wire.line()).isEmpty();
			wire.send("body");
			assertThat(wire.answer().json().get("body").asString()).isEqualTo("body");
		}
	}

	@Test
	void aBodyThatStallsIsGivenUp(CapturedOutput output) throws IOException {
		int before = output.length();
		try (Wire wire = Wire.to(this.port)) {
			wire.head("POST /counter?query=q HTTP/1.1", "Host: localhost", "Content-Length: 100");
			wire.send("only this");
			wire.answer().isProblem(408, "too-slow");
		}
		assertThat(output.toString().substring(before)).doesNotContain("ERROR", "WARN");
	}

	@Test
	void jsonThatStallsIsGivenUp() throws IOException {
		try (Wire wire = Wire.to(this.port)) {
			wire.head("POST /counter/json HTTP/1.1", "Host: localhost", "Content-Type: application/json",
					"Content-Length: 100");
			wire.send("{\"a\":");
			wire.answer().isProblem(408, "too-slow");
		}
	}

	@Test
	void jsonThatIsAnnouncedAsTooLargeIsRefusedUnread() throws IOException {
		try (Wire wire = Wire.to(this.port)) {
			wire.head("POST /counter/json HTTP/1.1", "Host: localhost", "Content-Type: application/json",
					"Content-Length: " + (JsonBodyLimit.MOST_BYTES + 1));
			wire.send("{");
			assertTooLarge(wire.answer());
		}
	}

	@Test
	void jsonOfUnknownLengthIsReadAsFarAsTheLimit() throws IOException {
		try (Wire wire = Wire.to(this.port)) {
			wire.head("POST /counter/json HTTP/1.1", "Host: localhost", "Content-Type: application/json",
					"Transfer-Encoding: chunked");
			String chunk = "{\"a\":\"" + "x".repeat(JsonBodyLimit.MOST_BYTES) + "\"}";
			wire.send(Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n0\r\n\r\n");
			assertTooLarge(wire.answer());
		}
	}

	@Test
	void jsonThatIsJustNotTooLargeIsRead() throws IOException {
		String json = "{\"a\":\"" + "x".repeat(JsonBodyLimit.MOST_BYTES - 8) + "\"}";
		Answer answer = Wire.ask(this.port, "POST /counter/json", json.getBytes(UTF_8),
				"Content-Type: application/json");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo(json);
	}

	private static void assertTooLarge(Answer answer) {
		assertThat(answer.isProblem(413, "too-large").json().get("hint").asString()).contains("/backups");
	}

	@Test
	void theControllersOwnWordsOnAFailedReadAreTheAnswer() throws IOException {
		try (Wire wire = Wire.to(this.port)) {
			wire.head("POST /counter/strict HTTP/1.1", "Host: localhost", "Content-Length: 100");
			wire.send("only this");
			assertThat(wire.answer().isProblem(400, "incomplete-body").json().get("detail").asString())
				.isEqualTo("It ended early.");
		}
	}

	@Test
	void aBrokenChunkIsAnInvalidRequest(CapturedOutput output) throws IOException {
		int before = output.length();
		try (Wire wire = Wire.to(this.port)) {
			wire.send(
					"POST /counter?query=q HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nsoup\r\n");
			wire.answer().isProblem(400, "invalid-request");
		}
		assertThat(output.toString().substring(before)).doesNotContain("ERROR", "WARN");
	}

	@Hidden
	@RestController
	@RequestMapping("/counter")
	static class Counter {

		@RequestMapping(method = { RequestMethod.POST, RequestMethod.PUT })
		Map<String, String> read(@RequestParam String query, HttpServletRequest request) throws IOException {
			return Map.of("query", query, "body", new String(request.getInputStream().readAllBytes(), UTF_8));
		}

		@PostMapping("/full")
		String refuse() {
			throw new ProblemException(ProblemType.BUSY, "Full.");
		}

		@PostMapping("/unread")
		String unread() {
			return "Read";
		}

		@PostMapping("/json")
		Map<String, String> json(@RequestBody Map<String, String> body) {
			return body;
		}

		@PostMapping("/strict")
		long strict(HttpServletRequest request) {
			try {
				return request.getInputStream().readAllBytes().length;
			}
			catch (IOException ex) {
				throw new ProblemException(ProblemType.INCOMPLETE_BODY, "It ended early.", ex);
			}
		}

	}

}
