package io.coffer.standins;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.util.HtmlUtils;

/** A request is not done; how the provider says so. */
final class Refusal extends RuntimeException {

	private final int status;

	private final String code;

	private final Map<String, String> headers = new LinkedHashMap<>();

	private final Map<String, String> elements = new LinkedHashMap<>();

	Refusal(int status, String code, String message) {
		super(message);
		this.status = status;
		this.code = code;
	}

	static Refusal notImplemented() {
		return new Refusal(501, "NotImplemented",
				"A header or query you provided implies functionality that is not" + " implemented");
	}

	static Refusal accessDenied() {
		return new Refusal(403, "AccessDenied", "Access Denied");
	}

	static Refusal wrongSignature() {
		return new Refusal(403, "SignatureDoesNotMatch",
				"The request signature we calculated does not match the signature you provided.");
	}

	/** Of a vendor's own header against overwriting. */
	static Refusal fileAlreadyExists() {
		return new Refusal(409, "FileAlreadyExists",
				"The object you specified already exists and can not be overwritten.");
	}

	static Refusal noSuchBucket() {
		return new Refusal(404, "NoSuchBucket", "The specified bucket does not exist");
	}

	Refusal header(String name, String value) {
		this.headers.put(name, value);
		return this;
	}

	/** One more element of the document. */
	Refusal element(String name, String value) {
		this.elements.put(name, value);
		return this;
	}

	S3Answer answer() {
		StringBuilder document = new StringBuilder("<Error><Code>").append(this.code)
			.append("</Code><Message>")
			.append(HtmlUtils.htmlEscape(getMessage()))
			.append("</Message>");
		this.elements
			.forEach((name, value) -> document.append("<%s>%s</%1$s>".formatted(name, HtmlUtils.htmlEscape(value))));
		S3Answer answer = S3Answer.xml(this.status, document.append("</Error>").toString());
		for (Map.Entry<String, String> header : this.headers.entrySet()) {
			answer = answer.with(header.getKey(), header.getValue());
		}
		return answer;
	}

}
