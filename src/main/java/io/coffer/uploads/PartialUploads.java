package io.coffer.uploads;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Knows a piece of an archive, which must not be taken for the whole. Widgets that cut
 * files say so in fields: Dropzone, Plupload, Resumable.js and its kin, Fine Uploader,
 * ng-file-upload, Kendo UI, DevExtreme, Syncfusion. jQuery File Upload says it in
 * {@code Content-Range}, which a server that knows no pieces must refuse (RFC 9110
 * §14.5); FilePond, clients of tus 1.0 and of the IETF's resumable uploads in headers of
 * their own.
 */
final class PartialUploads {

	private static final Pattern COUNT = Pattern
		.compile(".*chunks|.*chunk[_-]?count|.*total[_-]?chunk|.*total[_-]?parts", Pattern.CASE_INSENSITIVE);

	private static final Pattern SEVERAL = Pattern.compile("\\s*0*(?:[2-9]|[1-9][0-9]+)\\s*");

	private static final Pattern SEVERAL_IN_JSON = Pattern.compile(
			"\\{.*\"total(?:Chunks|Count)\"\\s*:\\s*\"?(?:[2-9]|[1-9][0-9]).*",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern RANGE = Pattern.compile("bytes 0-([0-9]{1,18})/([0-9]{1,18})");

	private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

	private PartialUploads() {
	}

	/**
	 * Refuses a request whose head says that it brings a piece.
	 * @throws ProblemException {@link ProblemType#INVALID_REQUEST}
	 */
	static void refuse(HttpServletRequest request) {
		if (isPiece(request)) {
			throw piece(ProblemType.INVALID_REQUEST);
		}
		request.getParameterMap().forEach((name, values) -> {
			for (String value : values) {
				if (isPiece(name, value)) {
					throw piece(ProblemType.INVALID_REQUEST);
				}
			}
		});
	}

	/**
	 * Refuses a form one of whose fields says so.
	 * @throws ProblemException {@link ProblemType#INVALID_FORM}
	 */
	static void refuse(@Nullable String field, String value) {
		if (isPiece(field, value)) {
			throw piece(ProblemType.INVALID_FORM);
		}
	}

	private static boolean isPiece(@Nullable String name, String value) {
		boolean counts = name != null && COUNT.matcher(name).matches();
		return (counts && SEVERAL.matcher(value).matches()) || "_chunkNumber".equals(name)
				|| SEVERAL_IN_JSON.matcher(value).matches();
	}

	/**
	 * A tus client could not read Coffer's answer, whatever it sends. A resumable upload
	 * that comes whole is a usual one.
	 */
	private static boolean isPiece(HttpServletRequest request) {
		String range = request.getHeader(HttpHeaders.CONTENT_RANGE);
		return (range != null && !isWhole(range)) || request.getHeader("Tus-Resumable") != null
				|| "?0".equals(request.getHeader("Upload-Complete"))
				|| isLonger(request.getHeader("Upload-Length"), request.getContentLengthLong());
	}

	private static boolean isLonger(@Nullable String whole, long length) {
		return whole != null && LENGTH.matcher(whole).matches() && length >= 0 && Long.parseLong(whole) > length;
	}

	private static boolean isWhole(String range) {
		Matcher whole = RANGE.matcher(range.strip());
		return whole.matches() && Long.parseLong(whole.group(1)) + 1 == Long.parseLong(whole.group(2));
	}

	private static ProblemException piece(ProblemType type) {
		return new ProblemException(type, "This is a piece of a file and not the whole.")
			.hint("Turn chunks off in the client: Coffer takes an archive of any size in one request.");
	}

}
