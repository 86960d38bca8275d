package io.coffer.server;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.web.ProblemWriter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.http11.Http11InputBuffer;

/**
 * Refuses requests that a server in front may have read in another way than Tomcat does,
 * and so may have let pass what it should not: those that tell the end of their body
 * twice (RFC 9112 section 6.1), and those with lines that end in LF alone (section 2.2).
 * Tomcat takes both and forgets it, so the head is read again where it lies in its
 * buffer.
 */
class AmbiguousHeadValve extends ValveBase {

	private static final Pattern BARE_LF = Pattern.compile("(?<!\r)\n");

	private static final Pattern LENGTH = Pattern.compile("\ncontent-length:", Pattern.CASE_INSENSITIVE);

	private final ProblemWriter problems;

	AmbiguousHeadValve(ProblemWriter problems) {
		super(true);
		this.problems = problems;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		String head = head(request);
		if (BARE_LF.matcher(head).find()) {
			refuse("A line of the request's head ends in LF without CR.", request, response);
		}
		else if (request.getHeader("Transfer-Encoding") != null && LENGTH.matcher(head).find()) {
			refuse("The request has both Content-Length and Transfer-Encoding.", request, response);
		}
		else {
			getNext().invoke(request, response);
		}
	}

	private void refuse(String detail, Request request, Response response) {
		this.problems.write(
				new ProblemException(ProblemType.INVALID_REQUEST, detail)
					.hint("Servers may read such a request in different ways (RFC 9112, sections 2.2 and 6.1)."),
				request, response);
	}

	/** From the first line to the empty one, which is where the body begins. */
	private static String head(Request request) {
		if (!(request.getCoyoteRequest().getInputBuffer() instanceof Http11InputBuffer buffer)) {
			return "";
		}
		ByteBuffer head = buffer.getByteBuffer().duplicate().flip();
		return StandardCharsets.ISO_8859_1.decode(head).toString();
	}

}
