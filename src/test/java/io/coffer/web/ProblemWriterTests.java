package io.coffer.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProblemWriterTests {

	private final ProblemWriter writer = new ProblemWriter(JsonMapper.shared());

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/backups/a%20b.zip");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void theDocumentHasEveryMemberAndTheExceptionsOwn() throws IOException {
		this.request.addHeader("X-Request-Id", "req-1");
		write(new ProblemException(ProblemType.BACKUP_EXISTS, "There is one.").hint("Choose another.")
			.with("size", 22));
		assertThat(this.response.getStatus()).isEqualTo(409);
		assertThat(this.response.getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		assertThat(document()).isEqualTo(JsonMapper.shared().readTree("""
				{"type": "urn:coffer:problem:backup-exists", "title": "A backup of this name exists", "status": 409,
				"detail": "There is one.", "instance": "/backups/a%20b.zip", "code": "backup-exists",
				"hint": "Choose another.", "requestId": "req-1", "size": 22}"""));
	}

	@Test
	void aPropertyNeverReplacesAMemberOfTheDocument() throws IOException {
		write(new ProblemException(ProblemType.BUSY, "Busy.").with("status", 200).with("code", "fine"));
		assertThat(document().get("status").asInt()).isEqualTo(503);
		assertThat(document().get("code").asString()).isEqualTo("busy");
	}

	@Test
	void retryAfterIsAMemberAndAHeader() throws IOException {
		write(new ProblemException(ProblemType.BUSY, "Busy.").with("retryAfter", 5));
		assertThat(document().get("retryAfter").asInt()).isEqualTo(5);
		assertThat(this.response.getHeader("Retry-After")).isEqualTo("5");
	}

	@Test
	void aMissingTokenIsToldWhichSchemeIsWanted() {
		write(new ProblemException(ProblemType.UNAUTHENTICATED, "No token."));
		assertThat(this.response.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
	}

	@Test
	void aMoreExactChallengeIsKept() {
		this.response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
		write(new ProblemException(ProblemType.UNAUTHENTICATED, "Wrong token."));
		assertThat(this.response.getHeaders("WWW-Authenticate")).containsExactly("Bearer error=\"invalid_token\"");
	}

	@Test
	void nothingOfAnAbandonedAnswerRemains() throws IOException {
		this.response.setContentType("application/zip");
		this.response.setContentLength(1000);
		this.response.setHeader("ETag", "\"abc\"");
		this.response.setHeader("Content-Disposition", "attachment");
		this.response.getOutputStream().write(1);
		write(new ProblemException(ProblemType.STORAGE_UNREACHABLE, "No answer."));
		assertThat(document().get("code").asString()).isEqualTo("storage-unreachable");
		assertThat(this.response.getContentLength()).isEqualTo(this.response.getContentAsByteArray().length);
		assertThat(this.response.getHeaderNames()).doesNotContain("ETag", "Content-Disposition");
		assertThat(this.response.getHeader("Cache-Control")).isEqualTo("no-store");
	}

	@Test
	void anAnswerThatHasBegunStaysAsItIs() throws IOException {
		this.response.getOutputStream().write('x');
		this.response.flushBuffer();
		write(new ProblemException(ProblemType.BUSY, "Busy."));
		assertThat(this.response.getStatus()).isEqualTo(200);
		assertThat(this.response.getContentAsString()).isEqualTo("x");
	}

	@Test
	void aPathThatIsNoUriReferenceIsLeftOut() throws IOException {
		this.request.setRequestURI("/a\\b");
		write(new ProblemException(ProblemType.INVALID_REQUEST, "Malformed."));
		assertThat(document().has("instance")).isFalse();
	}

	private void write(ProblemException problem) {
		this.writer.write(problem, this.request, this.response);
	}

	private JsonNode document() throws IOException {
		return JsonMapper.shared().readTree(this.response.getContentAsString());
	}

}
