package io.coffer.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;

/** The frames of HTTP/2 that a refusal takes (RFC 9113 section 6). */
final class HttpTwoFrames {

	private static final int PREFACE_LENGTH = 24;

	private static final int HEAD_LENGTH = 9;

	private static final int DATA = 0;

	private static final int HEADERS = 1;

	private static final int SETTINGS = 4;

	private static final int GOAWAY = 7;

	private static final int END_STREAM = 1;

	private static final int END_HEADERS = 4;

	private static final int HTTP_1_1_REQUIRED = 13;

	private HttpTwoFrames() {
	}

	/**
	 * Everything that the server says on the connection.
	 * @param begun what the client has said, from its preface on. Where no request is in
	 * it yet, none is answered
	 */
	static byte[] refusal(ByteBuffer begun, int status, byte[] document) {
		int stream = firstRequest(begun);
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		answer.writeBytes(frame(SETTINGS, 0, 0, new byte[0]));
		if (stream > 0) {
			answer.writeBytes(frame(HEADERS, END_HEADERS, stream, headers(status)));
			answer.writeBytes(frame(DATA, END_STREAM, stream, document));
		}
		byte[] away = ByteBuffer.allocate(2 * Integer.BYTES).putInt(stream).putInt(HTTP_1_1_REQUIRED).array();
		answer.writeBytes(frame(GOAWAY, 0, 0, away));
		return answer.toByteArray();
	}

	/** The stream of the first HEADERS frame, or 0. */
	private static int firstRequest(ByteBuffer begun) {
		int at = PREFACE_LENGTH;
		while (at + HEAD_LENGTH <= begun.limit()) {
			int length = begun.getInt(at) >>> Byte.SIZE;
			if (begun.get(at + 3) == HEADERS) {
				return begun.getInt(at + 5) & Integer.MAX_VALUE;
			}
			at += HEAD_LENGTH + length;
		}
		return 0;
	}

	private static byte[] frame(int type, int flags, int stream, byte[] payload) {
		return ByteBuffer.allocate(HEAD_LENGTH + payload.length)
			.putInt(payload.length << Byte.SIZE | type)
			.put((byte) flags)
			.putInt(stream)
			.put(payload)
			.array();
	}

	/** Status and type, named by their place in HPACK's table (RFC 7541 appendix A). */
	private static byte[] headers(int status) {
		byte[] code = Integer.toString(status).getBytes(StandardCharsets.US_ASCII);
		byte[] type = MediaType.APPLICATION_PROBLEM_JSON_VALUE.getBytes(StandardCharsets.US_ASCII);
		return ByteBuffer.allocate(2 + code.length + 3 + type.length)
			.put((byte) 8)
			.put((byte) code.length)
			.put(code)
			.put((byte) 15)
			.put((byte) (31 - 15))
			.put((byte) type.length)
			.put(type)
			.array();
	}

}
