package io.coffer.web;

import io.coffer.problems.ProblemException;
import jakarta.servlet.http.HttpServletRequest;

/**
 * How a failure is told where clients do not read problem documents. A request that has
 * one as its attribute {@link #ATTRIBUTE} is refused so, whoever refuses it.
 */
@FunctionalInterface
public interface ProblemFormat {

	/** The attribute of a request. */
	String ATTRIBUTE = ProblemFormat.class.getName();

	/** Describes a problem; nothing of it may fail. */
	Document document(ProblemException problem, HttpServletRequest request);

	/**
	 * The answer to a request that failed.
	 *
	 * @param status the HTTP status
	 * @param mediaType of the content
	 * @param content the body
	 */
	record Document(int status, String mediaType, String content) {
	}

}
