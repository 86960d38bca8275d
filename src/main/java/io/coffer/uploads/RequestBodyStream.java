package io.coffer.uploads;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.io.input.ProxyInputStream;

/**
 * The body as the client sends it: whatever breaks it is the client's problem, with a
 * code.
 */
public final class RequestBodyStream extends ProxyInputStream {

	/** Reads on from another stream. */
	public RequestBodyStream(InputStream in) {
		super(in);
	}

	@Override
	protected void handleIOException(IOException failure) {
		throw incomplete(failure);
	}

	static ProblemException incomplete(IOException cause) {
		return new ProblemException(ProblemType.INCOMPLETE_BODY, "The body cannot be read to its end.", cause)
			.hint("Send the whole archive again.");
	}

}
