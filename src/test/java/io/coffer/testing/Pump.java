package io.coffer.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Carries bytes from one connection to another, for as long as they may pass. */
final class Pump {

	/** Decides whether bytes pass; if not, both connections are closed. */
	@FunctionalInterface
	interface Passage {

		boolean lets(String bytes) throws IOException;

	}

	private Pump() {
	}

	static void run(Socket from, Socket to, UnaryOperator<String> change, Passage passage) {
		byte[] bytes = new byte[65536];
		try (from; to) {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
				String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
				if (!passage.lets(text)) {
					return;
				}
				out.write(change.apply(text).getBytes(StandardCharsets.ISO_8859_1));
			}
		}
		catch (IOException ex) {
			// the other direction has ended the connection
		}
	}

}
