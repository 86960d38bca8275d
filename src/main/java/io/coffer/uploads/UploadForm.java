package io.coffer.uploads;

import io.coffer.backups.FileName;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletRequestContext;
import org.apache.commons.io.input.ProxyInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A {@code multipart/form-data} body (RFC 7578), read while it arrives: text fields, then
 * one file. The file is never kept.
 *
 * @param fields the text fields that Coffer knows; empty ones count as absent
 * @param filename the name that the client gave the file, or null
 * @param file the file's bytes; reading the end makes sure that nothing follows that
 * would matter
 */
record UploadForm(Map<String, String> fields, @Nullable String filename, InputStream file) {

	private static final String FILE = "file";

	/** A file name alone may have 255 characters of 3 bytes, each percent-encoded. */
	private static final int MAX_PART_HEADER_BYTES = 4096;

	/**
	 * Reads the form up to the file.
	 * @param body the request's body
	 * @param maxEnvelope the most bytes that may come before and after the file
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
		FormFields fields = new FormFields(request);
		while (parts.hasNext()) {
			FileItemInput part = parts.next();
			String filename = filename(part);
			if (isFile(part, filename)) {
				envelope.open(true);
				return new UploadForm(fields.values(), filename,
						new FilePart(part.getInputStream(), parts, fields, envelope));
			}
			fields.add(part);
		}
		throw FormFields.invalid("The form has no file.")
			.hint("Send the archive as a part with a file name, such as \"file\".");
	}

	private static @Nullable String filename(FileItemInput part) {
		String filename = FileName.ofPart(part.getHeaders().getHeader("Content-Disposition"));
		if (filename != null && filename.indexOf('\0') >= 0) {
			throw FormFields.invalid("The file's name holds a NUL character.");
		}
		return filename;
	}

	/**
	 * A part with a file name is a file, whatever the part is called: widgets say
	 * files[], upload and more. Without a file name it is a text field, also if it is
	 * called file, unless it says that it is no text. Where no file was chosen, browsers
	 * send an empty file name, which is none.
	 */
	private static boolean isFile(FileItemInput part, @Nullable String filename) {
		if (filename == null) {
			String type = part.getContentType();
			return FILE.equals(part.getFieldName()) && type != null && !type.startsWith("text/")
					&& !type.startsWith("application/json");
		}
		if (FormFields.isKnown(part.getFieldName())) {
			throw FormFields.invalid("The field \"" + part.getFieldName() + "\" is a file.");
		}
		return true;
	}

	/** What is around the file: short, or it is no form. */
	private static final class Envelope extends ProxyInputStream {

		private long left;

		private boolean open;

		Envelope(InputStream in, long max) {
			super(in);
			this.left = max;
		}

		/** Whether the file is read, which is measured elsewhere. */
		void open(boolean file) {
			this.open = file;
		}

		@Override
		protected void afterRead(int count) {
			this.left -= this.open ? 0 : Math.max(0, count);
			if (this.left < 0) {
				throw FormFields.invalid("The form has too much beside the file.")
					.hint("Give the archive's part a file name; without one it counts as a text field.");
			}
		}

	}

	private static final class FilePart extends FilterInputStream {

		private final FileItemInputIterator parts;

		private final FormFields fields;

		private final Envelope envelope;

		private boolean ended;

		FilePart(InputStream in, FileItemInputIterator parts, FormFields fields, Envelope envelope) {
			super(in);
			this.parts = parts;
			this.fields = fields;
			this.envelope = envelope;
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
				this.envelope.open(false);
				while (this.parts.hasNext()) {
					FileItemInput part = this.parts.next();
					if (isFile(part, filename(part))) {
						throw FormFields.invalid("A second file follows the first.")
							.hint("Send one archive in each request.");
					}
					this.fields.addLate(part);
				}
			}
			return result;
		}

	}

}
