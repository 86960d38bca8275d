package io.coffer.backups;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletRequestContext;
import org.apache.commons.io.input.ProxyInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A {@code multipart/form-data} body (RFC 7578), read while it arrives: text fields
 * first, then one file, then nothing. The file is never kept.
 *
 * @param fields the text fields; empty ones count as absent
 * @param filename the name that the client gave the file, or null
 * @param file the file's bytes; reading the end makes sure that nothing follows
 */
record UploadForm(Map<String, String> fields, @Nullable String filename, InputStream file) {

	static final String FILE = "file";

	private static final int MAX_FIELD_BYTES = 1024;

	/** A file name alone may have 255 characters of 3 bytes. */
	private static final int MAX_PART_HEADER_BYTES = 4096;

	private static final Set<String> FIELDS = Set.of("application", "device", "filename", "sha256", "size",
			"skipIfUnchanged", BasedOn.PARAMETER);

	/**
	 * Reads the form up to the file.
	 * @param body the request's body
	 * @param maxEnvelope the most bytes that may come before the file
	 * @throws ProblemException {@link ProblemType#INVALID_FORM}
	 * @throws IOException if the body cannot be read
	 */
	static UploadForm read(HttpServletRequest request, InputStream body, long maxEnvelope) throws IOException {
		var upload = new JakartaServletFileUpload<>(DiskFileItemFactory.builder().get());
		upload.setMaxPartHeaderSize(MAX_PART_HEADER_BYTES);
		upload.setHeaderCharset(StandardCharsets.UTF_8);
		Envelope envelope = new Envelope(body, maxEnvelope);
		FileItemInputIterator parts = upload.getItemIterator(new JakartaServletRequestContext(request) {
			@Override
			public InputStream getInputStream() {
				return envelope;
			}
		});
		Map<String, String> fields = new HashMap<>();
		while (parts.hasNext()) {
			FileItemInput part = parts.next();
			if (FILE.equals(part.getFieldName())) {
				envelope.open();
				return new UploadForm(Map.copyOf(fields), filename(part), new LastPart(part.getInputStream(), parts));
			}
			addField(fields, part);
		}
		throw invalid("The form has no part named \"file\".");
	}

	private static @Nullable String filename(FileItemInput part) {
		try {
			return part.getName();
		}
		catch (InvalidPathException ex) {
			throw invalid("The file's name holds a NUL character.");
		}
	}

	private static void addField(Map<String, String> fields, FileItemInput part) throws IOException {
		String name = part.getFieldName();
		if (name == null || !part.isFormField() || !FIELDS.contains(name)) {
			throw invalid("The form has a part that Coffer does not know.")
				.hint("Send the archive as \"file\"; before it may come: " + String.join(", ", FIELDS) + ".");
		}
		byte[] value = part.getInputStream().readNBytes(MAX_FIELD_BYTES + 1);
		if (value.length > MAX_FIELD_BYTES) {
			throw invalid("The field \"%s\" is longer than %d bytes.".formatted(name, MAX_FIELD_BYTES));
		}
		String text = new String(value, StandardCharsets.UTF_8);
		if (!text.isEmpty() && fields.put(name, text) != null) {
			throw invalid("The field \"%s\" comes twice.".formatted(name));
		}
	}

	private static ProblemException invalid(String detail) {
		return new ProblemException(ProblemType.INVALID_FORM, detail);
	}

	/** What comes before the file: short, or it is no form. */
	private static final class Envelope extends ProxyInputStream {

		private long left;

		Envelope(InputStream in, long max) {
			super(in);
			this.left = max;
		}

		/** The file follows, which is measured elsewhere. */
		void open() {
			this.left = Long.MAX_VALUE;
		}

		@Override
		protected void afterRead(int count) {
			this.left -= Math.max(0, count);
			if (this.left < 0) {
				throw invalid("Too much comes before the file.");
			}
		}

	}

	private static final class LastPart extends FilterInputStream {

		private final FileItemInputIterator parts;

		private boolean ended;

		LastPart(InputStream in, FileItemInputIterator parts) {
			super(in);
			this.parts = parts;
		}

		@Override
		public int read() throws IOException {
			return this.ended ? -1 : checked(super.read());
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			return this.ended ? -1 : checked(super.read(bytes, offset, length));
		}

		private int checked(int result) throws IOException {
			if (result < 0) {
				this.ended = true;
				if (this.parts.hasNext()) {
					throw invalid("Something follows the file.").hint("Put the text fields before \"file\".");
				}
			}
			return result;
		}

	}

}
