package io.coffer.s3door;

import io.coffer.problems.ProblemException;
import io.coffer.web.ProblemFormat;
import io.coffer.web.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells a failure as S3 does (<a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#RESTErrorResponses">REST
 * error responses</a>). The message is what happened and what to do about it.
 */
final class ErrorDocument implements ProblemFormat {

	/** Members of a problem that clients of S3 read, or that people can use. */
	private static final Set<String> SHOWN = Set.of("maxSize", "quota", "used", "sha256", "size", "serverTime",
			"requestTime", "maxAllowedSkewMilliseconds");

	@Override
	public Document document(ProblemException problem, HttpServletRequest request) {
		S3Error error = S3Error.of(problem);
		String hint = problem.hint();
		String message = (hint != null) ? sentence(problem.detail()) + " " + hint : problem.detail();
		byte[] content = Xml.document("Error", null, (xml) -> {
			xml.text("Code", error.code()).text("Message", message).text("Resource", request.getRequestURI());
			problem.properties()
				.entrySet()
				.stream()
				.filter((member) -> SHOWN.contains(member.getKey()))
				.sorted(Map.Entry.comparingByKey())
				.forEach((member) -> xml.text(name(member.getKey()), member.getValue()));
			xml.text("RequestId", RequestId.of(request));
		});
		return new Document(error.status(), Xml.MEDIA_TYPE, new String(content, StandardCharsets.UTF_8));
	}

	private static String sentence(String text) {
		return text.endsWith(".") ? text : text + ".";
	}

	private static String name(String member) {
		return member.substring(0, 1).toUpperCase(Locale.ROOT) + member.substring(1);
	}

}
