package io.coffer.testing;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** A {@code multipart/form-data} body, part by part. */
public final class Form {

	private static final String BOUNDARY = "----boundary-of-the-tests";

	/** The header that belongs to the body. */
	public static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

	private final ByteArrayOutputStream body = new ByteArrayOutputStream();

	public Form field(String name, String value) {
		return part("form-data; name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
	}

	public Form file(String filename, byte[] content) {
		return part("form-data; name=\"file\"; filename=\"" + filename + "\"\r\nContent-Type: application/zip",
				content);
	}

	/** Closes the form and posts it. */
	public Answer send(Coffer coffer, String... headers) {
		return sendTo("POST", "/backups", coffer, headers);
	}

	public Answer sendTo(String method, String path, Coffer coffer, String... headers) {
		String[] all = new String[headers.length + 2];
		all[0] = "Content-Type";
		all[1] = CONTENT_TYPE;
		System.arraycopy(headers, 0, all, 2, headers.length);
		return coffer.send(method, path, BodyPublishers.ofByteArray(closed()), all);
	}

	/** Any part at all. */
	public Form part(String disposition, byte[] content) {
		write("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n\r\n");
		this.body.writeBytes(content);
		write("\r\n");
		return this;
	}

	/** The body without its end, as far as it was written. */
	public byte[] open() {
		return this.body.toByteArray();
	}

	/** The whole body. */
	public byte[] closed() {
		write("--" + BOUNDARY + "--\r\n");
		return this.body.toByteArray();
	}

	private void write(String text) {
		this.body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
	}

}
