package io.coffer.uploads;

import io.coffer.backups.BackupNames;
import io.coffer.backups.FileName;
import io.coffer.callers.Caller;
import io.coffer.callers.Vault;
import io.coffer.limits.UploadProperties;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.web.MinRateInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Reads an upload from a request, whether its body is the archive itself or a form. */
@Component
class UploadReader {

	private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]{0,254}");

	/** More than the fields and the boundaries of a form take. */
	private static final long MAX_ENVELOPE_BYTES = 64 * 1024;

	private final BackupNames names;

	private final long maxSize;

	private final long minRate;

	UploadReader(BackupNames names, UploadProperties limits) {
		this.names = names;
		this.maxSize = limits.maxSize().toBytes();
		this.minRate = limits.minRate().toBytes();
	}

	/**
	 * Reads everything but the archive.
	 * @param key the name of the client's choosing, or null
	 */
	Upload read(HttpServletRequest request, Caller caller, Vault vault, @Nullable String key) {
		String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
		if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
			throw new ProblemException(ProblemType.UNSUPPORTED_ENCODING, "An archive is sent as it is.")
				.hint("Leave out Content-Encoding.");
		}
		PartialUploads.refuse(request);
		String contentType = Objects.requireNonNullElse(request.getContentType(), "").toLowerCase(Locale.ROOT);
		if (!contentType.startsWith("multipart/")) {
			return raw(request, caller, vault, key);
		}
		if (!contentType.startsWith("multipart/form-data")) {
			throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE,
					"Of the multipart types, only multipart/form-data is accepted.");
		}
		return form(request, caller, vault, key);
	}

	private Upload raw(HttpServletRequest request, Caller caller, Vault vault, @Nullable String key) {
		Fields fields = new Fields(request, Map.of());
		long bound = fields.size();
		long length = request.getContentLengthLong();
		long size = (bound < 0 || (length >= 0 && length < bound)) ? length : bound;
		try {
			return new Upload(new UploadRequest(caller, vault, key, fields.get("application"), fields.get("device"),
					FileName.clean(fields.get("filename")), DigestHeaders.sha256(digestHeaders(request)),
					idempotencyKey(request), size, Math.max(0, length), fields.flag("skipIfUnchanged"),
					basedOn(fields)), new RequestBodyStream(paced(request)), asksFirst(request));
		}
		catch (IOException ex) {
			throw RequestBodyStream.incomplete(ex);
		}
	}

	private Upload form(HttpServletRequest request, Caller caller, Vault vault, @Nullable String key) {
		if (!digestHeaders(request).isEmpty()) {
			throw new ProblemException(ProblemType.DIGEST_NOT_APPLICABLE,
					"A digest header covers the whole form, not the archive in it.")
				.hint("Send the archive's SHA-256 as the form field \"sha256\" before \"file\".");
		}
		try {
			UploadForm form = UploadForm.read(request, paced(request), MAX_ENVELOPE_BYTES);
			Fields fields = new Fields(request, form.fields());
			String filename = FileName.clean(fields.get("filename"));
			String sha256 = fields.get("sha256");
			long size = fields.size();
			return new Upload(
					new UploadRequest(caller, vault, key, fields.get("application"), fields.get("device"),
							(filename != null) ? filename : FileName.clean(form.filename()),
							(sha256 != null) ? DigestHeaders.hex(sha256) : null, idempotencyKey(request),
							(size >= 0) ? size : fileSize(request.getContentLengthLong()),
							Math.max(0, request.getContentLengthLong() - MAX_ENVELOPE_BYTES),
							fields.flag("skipIfUnchanged"), basedOn(fields)),
					new RequestBodyStream(form.file()), asksFirst(request));
		}
		catch (FileUploadException ex) {
			throw new ProblemException(ProblemType.INVALID_FORM, "The form cannot be read.", ex);
		}
		catch (IOException ex) {
			throw RequestBodyStream.incomplete(ex);
		}
	}

	private MinRateInputStream paced(HttpServletRequest request) throws IOException {
		return new MinRateInputStream(request.getInputStream(), this.minRate, System::nanoTime);
	}

	/**
	 * The most bytes that the file of a form of that length can have: where the envelope
	 * may be what exceeds the limit, the file is let in and measured.
	 */
	private long fileSize(long length) {
		return (length - MAX_ENVELOPE_BYTES > this.maxSize) ? length : Math.min(length, this.maxSize);
	}

	/** RFC 9110 §10.1.1. */
	private static boolean asksFirst(HttpServletRequest request) {
		return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
	}

	private static List<String> digestHeaders(HttpServletRequest request) {
		List<String> values = new ArrayList<>(Collections.list(request.getHeaders("Content-Digest")));
		values.addAll(Collections.list(request.getHeaders("Repr-Digest")));
		return values;
	}

	private static @Nullable String idempotencyKey(HttpServletRequest request) {
		String key = request.getHeader("Idempotency-Key");
		if (key != null && !IDEMPOTENCY_KEY.matcher(key).matches()) {
			throw new ProblemException(ProblemType.INVALID_REQUEST,
					"An Idempotency-Key has 1 to 255 printable ASCII characters.");
		}
		return key;
	}

	private @Nullable BaseVersion basedOn(Fields fields) {
		return BaseVersion.of(fields.request().getHeader(BaseVersion.HEADER), fields.get(BaseVersion.PARAMETER),
				this.names);
	}

	/** Query parameters and form fields, which must not contradict each other. */
	private record Fields(HttpServletRequest request, Map<String, String> form) {

		@Nullable String get(String name) {
			String parameter = this.request.getParameter(name);
			String field = this.form.get(name);
			if (parameter == null || parameter.isEmpty()) {
				return field;
			}
			if (field != null && !field.equals(parameter)) {
				throw new ProblemException(ProblemType.INVALID_FORM,
						"The field \"%s\" differs from the query parameter.".formatted(name));
			}
			return parameter;
		}

		boolean flag(String name) {
			String value = get(name);
			if (value == null || value.equals("false")) {
				return false;
			}
			if (value.equals("true")) {
				return true;
			}
			throw new ProblemException(ProblemType.INVALID_REQUEST, "\"%s\" is true or false.".formatted(name));
		}

		long size() {
			String value = get("size");
			if (value == null) {
				return -1;
			}
			if (!value.matches("[0-9]{1,18}")) {
				throw new ProblemException(ProblemType.INVALID_REQUEST, "\"size\" is a number of bytes.");
			}
			return Long.parseLong(value);
		}

	}

}
