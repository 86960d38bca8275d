package io.coffer.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.testing.Wire;
import io.coffer.testing.Wire.Answer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.filter.OncePerRequestFilter;

@WebTest
@ExtendWith(OutputCaptureExtension.class)
class OutsideMvcTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "/backups/a%2Fb.zip", "/backups/a%00.zip", "/backups/a%5Cb.zip", "/backups/a\\b.zip",
			"/backups/a;b.zip", "/backups/a;b=%zz", "/a;%", "/backups//a.zip", "/backups/../a.zip",
			"/backups/%2e%2e/a.zip", "/%2F", "/a%", "/a%zz", "/a%25b", "/a|b", "/a{b}", "/backups/\u00e9.zip",
			"/form/list?page-size=%zz", "/a?q=\"", "backups", "//" })
	void aMalformedTargetIsAProblem(String target) throws IOException {
		assertMalformed(Wire.ask(this.port, "GET " + target));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Na me: x", "No-Colon", ": x", "Content-Length: -1", "Content-Length: x", "X: a\u0000b",
			"Host: second" })
	void aMalformedHeaderIsAProblem(String header) throws IOException {
		assertMalformed(Wire.ask(this.port, "GET /", header));
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
			"G@T / HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET / HTTP/1.1\r\nHost: local host\r\n\r\n",
			"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: soup\r\n\r\n", "GET\r\n\r\n" })
	void aMalformedHeadIsAProblem(String head) throws IOException {
		try (Wire wire = Wire.to(this.port)) {
			wire.send(head);
			assertMalformed(wire.answer());
		}
	}

	@Test
	void headersThatAreTooLargeAreAProblem() throws IOException {
		assertMalformed(Wire.ask(this.port, "GET /", "X-Large: " + "x".repeat(20_000)));
		assertMalformed(Wire.ask(this.port, "GET /" + "x".repeat(20_000)));
	}

	@Test
	void aMalformedRequestKeepsItsId() throws IOException {
		Answer answer = Wire.ask(this.port, "GET /a%2Fb", "X-Request-Id: mine-1");
		assertThat(answer.json().get("requestId").asString()).isEqualTo("mine-1");
		assertThat(answer.header("X-Request-Id")).isEqualTo("mine-1");
	}

	@Test
	void aMethodThatTomcatRefusesIsAProblemWithTheAllowedOnes() throws IOException {
		Answer answer = Wire.ask(this.port, "TRACE /desk/busy");
		answer.isProblem(405, "method-not-allowed");
		assertThat(answer.header("Allow")).isNotEmpty();
	}

	@Test
	void aMethodThatTheFirewallRejectsIsAProblem() throws IOException {
		assertMalformed(Wire.ask(this.port, "BREW /desk/busy"));
	}

	@Test
	void theErrorPageItselfIsNoRoute() throws IOException {
		Wire.ask(this.port, "GET /error").isProblem(404, "not-found");
	}

	@Test
	void aStatusSentByAFilterIsAProblemOfThatStatus() throws IOException {
		Answer answer = Wire.ask(this.port, "GET /door", "X-Door: status", "Accept: text/html");
		assertThat(answer.isProblem(403, "forbidden").json().get("instance").asString()).isEqualTo("/door");
		assertThat(answer.body()).doesNotContain("inner words");
	}

	@Test
	void aProblemThrownByAFilterIsTheAnswer() throws IOException {
		Wire.ask(this.port, "GET /door", "X-Door: problem").isProblem(503, "busy");
	}

	@Test
	void aFailureOfAFilterIsLoggedOnceAndNotShown(CapturedOutput output) throws IOException {
		Answer answer = Wire.ask(this.port, "GET /door", "X-Door: failure");
		answer.isProblem(500, "internal-error");
		assertThat(answer.body()).doesNotContain("inner words");
		assertThat(output).containsOnlyOnce("inner words").contains("ERROR");
	}

	private static void assertMalformed(Answer answer) {
		answer.isProblem(400, "invalid-request");
		assertThat(answer.body()).doesNotContain("<", "Tomcat", "Exception");
	}

	/** Goes wrong as it is told. */
	static class Doorman extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			String wish = request.getHeader("X-Door");
			if ("status".equals(wish)) {
				response.sendError(403, "inner words");
			}
			else if ("problem".equals(wish)) {
				throw new ProblemException(ProblemType.BUSY, "Full.");
			}
			else if ("failure".equals(wish)) {
				throw new IllegalStateException("inner words");
			}
			else {
				chain.doFilter(request, response);
			}
		}

	}

}
