package io.coffer.backups;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/**
 * The body as the client sends it: whatever breaks it is the client's problem, with a
 * code.
 */
final class ClientStream extends FilterInputStream {

	ClientStream(InputStream in) {
		super(in);
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		try {
			return super.read(bytes, offset, length);
		}
		catch (SocketTimeoutException ex) {
			throw new ProblemException(ProblemType.TOO_SLOW, "The client stopped sending.", ex);
		}
		catch (IOException ex) {
			throw incomplete(ex);
		}
	}

	static ProblemException incomplete(IOException cause) {
		return new ProblemException(ProblemType.INCOMPLETE_BODY, "The body cannot be read to its end.", cause)
			.hint("Send the whole archive again.");
	}

}
