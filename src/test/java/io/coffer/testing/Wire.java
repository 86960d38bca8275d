package io.coffer.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A connection that speaks HTTP/1.1 to the letter, also where no client would. */
public final class Wire implements AutoCloseable {

	private final Socket socket;

	private Wire(Socket socket) {
		this.socket = socket;
	}

	public static Wire to(int port) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
		socket.setSoTimeout(20_000);
		return new Wire(socket);
	}

	/** One request in one connection: its line, its headers, no body. */
	public static Answer ask(int port, String requestLine, String... headers) throws IOException {
		return ask(port, requestLine, new byte[0], headers);
	}

	/** One request in one connection, with a body. */
	public static Answer ask(int port, String requestLine, byte[] body, String... headers) throws IOException {
		try (Wire wire = to(port)) {
			String length = (body.length > 0) ? "Content-Length: " + body.length + "\r\n" : "";
			String lines = Arrays.stream(headers).map((header) -> header + "\r\n").collect(Collectors.joining());
			wire.send(requestLine + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + lines + length + "\r\n");
			wire.send(body);
			return wire.answer();
		}
	}

	/** The lines of a request's head and the empty line after them. */
	public void head(String... lines) throws IOException {
		send(String.join("\r\n", lines) + "\r\n\r\n");
	}

	public void send(String characters) throws IOException {
		send(characters.getBytes(ISO_8859_1));
	}

	public void send(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
	}

	/** Says that nothing more will be sent; an answer can still come. */
	public void end() throws IOException {
		this.socket.shutdownOutput();
	}

	/** Whether something of an answer is there. */
	public boolean isAnswered() {
		try {
			return this.socket.getInputStream().available() > 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Everything until the server closes the connection, as one answer. One that ends by
	 * a reset is not complete.
	 */
	public Answer answer() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			this.socket.getInputStream().transferTo(bytes);
			return Answer.parse(bytes.toByteArray());
		}
		catch (SocketException ex) {
			if (bytes.size() == 0) {
				throw ex;
			}
			return Answer.parse(bytes.toByteArray()).cut();
		}
	}

	/** One answer, although the connection stays open. */
	public Answer nextAnswer() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		InputStream in = this.socket.getInputStream();
		for (int next = in.read(); next != -1; next = in.read()) {
			bytes.write(next);
			if (next == '\n' || in.available() == 0) {
				byte[] all = bytes.toByteArray();
				if (new String(all, ISO_8859_1).contains("\r\n\r\n") && Answer.parse(all).complete()) {
					return Answer.parse(all);
				}
			}
		}
		return Answer.parse(bytes.toByteArray());
	}

	/** One line of the answer's head. */
	public String line() throws IOException {
		InputStream in = this.socket.getInputStream();
		StringBuilder line = new StringBuilder();
		for (int next = in.read(); next != '\n' && next != -1; next = in.read()) {
			line.append((char) next);
		}
		return line.toString().strip();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/** What was answered, read to the end of the connection. */
	public record Answer(boolean complete, int status, Map<String, List<String>> headers, String body) {

		static Answer parse(byte[] bytes) {
			String all = new String(bytes, ISO_8859_1);
			int end = all.indexOf("\r\n\r\n");
			List<String> head = all.substring(0, end).lines().toList();
			Map<String, List<String>> headers = head.stream()
				.skip(1)
				.collect(Collectors.groupingBy((line) -> line.substring(0, line.indexOf(':')),
						() -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER), Collectors
							.mapping((line) -> line.substring(line.indexOf(':') + 1).strip(), Collectors.toList())));
			byte[] rest = Arrays.copyOfRange(bytes, end + 4, bytes.length);
			boolean chunked = headers.containsKey("Transfer-Encoding");
			String body = new String(chunked ? joined(rest) : rest, UTF_8);
			String length = String.join("", headers.getOrDefault("Content-Length", List.of("0")));
			boolean complete = chunked ? new String(rest, ISO_8859_1).endsWith("0\r\n\r\n")
					: rest.length >= Integer.parseInt(length);
			return new Answer(complete, Integer.parseInt(head.get(0).substring(9, 12)), headers, body);
		}

		private Answer cut() {
			return new Answer(false, this.status, this.headers, this.body);
		}

		/** The chunks without their sizes (RFC 9112 section 7.1), as far as they came. */
		private static byte[] joined(byte[] chunks) {
			ByteArrayOutputStream all = new ByteArrayOutputStream();
			String text = new String(chunks, ISO_8859_1);
			int start = 0;
			int end = text.indexOf("\r\n");
			while (end >= 0) {
				int size = Integer.parseInt(text.substring(start, end), 16);
				all.write(chunks, end + 2, Math.min(size, chunks.length - end - 2));
				start = end + 2 + size + 2;
				end = (size > 0) ? text.indexOf("\r\n", start) : -1;
			}
			return all.toByteArray();
		}

		/** Is a problem of that status and code, written as RFC 9457 says. */
		public Answer isProblem(int expected, String code) {
			assertThat(this.status).as(this.body).isEqualTo(expected);
			assertThat(header("Content-Type")).isEqualTo("application/problem+json");
			assertThat(json().get("code").asString()).isEqualTo(code);
			assertThat(json().get("status").asInt()).isEqualTo(expected);
			assertThat(json().get("type").asString()).isEqualTo("urn:coffer:problem:" + code);
			assertThat(json().get("requestId").asString()).isEqualTo(header("X-Request-Id")).isNotEmpty();
			assertThat(header("Server")).isEmpty();
			return this;
		}

		public String header(String name) {
			return String.join(", ", this.headers.getOrDefault(name, List.of()));
		}

		public JsonNode json() {
			return JsonMapper.shared().readTree(this.body);
		}

	}

}
