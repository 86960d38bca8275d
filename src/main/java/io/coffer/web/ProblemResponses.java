package io.coffer.web;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** Shows on the API page every problem that an operation can answer. */
@Component
class ProblemResponses implements GlobalOperationCustomizer {

	/** What the store can cause in any call that it is asked in. */
	private static final Set<ProblemType> OF_STORAGE = EnumSet.of(ProblemType.NOT_CONFIGURED, ProblemType.STORAGE_ERROR,
			ProblemType.STORAGE_CREDENTIALS, ProblemType.STORAGE_ACCESS_DENIED, ProblemType.STORAGE_BUCKET_MISSING,
			ProblemType.STORAGE_REGION, ProblemType.STORAGE_ADDRESSING, ProblemType.STORAGE_CLOCK,
			ProblemType.STORAGE_BODY_ENCODING, ProblemType.STORAGE_UNREACHABLE);

	private static final String REQUEST_ID = "1c9e6a52-6f0f-4c37-9f0b-6f6b3c1f2a10";

	private static final String PROBLEM_JSON = org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;

	@Override
	public Operation customize(Operation operation, HandlerMethod method) {
		if (operation.getResponses() == null) {
			operation.setResponses(new ApiResponses());
		}
		boolean hasBody = !isHead(method);
		problemsOf(operation, method).forEach((type) -> add(type, operation.getResponses(), hasBody));
		return operation;
	}

	/** Whose answers have no body, problems included (RFC 9110 section 9.3.2). */
	private static boolean isHead(HandlerMethod method) {
		RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
		return mapping != null && List.of(mapping.method()).contains(RequestMethod.HEAD);
	}

	private static Set<ProblemType> problemsOf(Operation operation, HandlerMethod method) {
		Set<ProblemType> types = EnumSet.of(ProblemType.INTERNAL_ERROR);
		if (!isOpen(operation)) {
			types.add(ProblemType.UNAUTHENTICATED);
			types.add(ProblemType.STATE_UNAVAILABLE);
			types.add(ProblemType.LOGIN_UNAVAILABLE);
			types.add(ProblemType.ENCRYPTION_KEY_MISMATCH);
			types.add(ProblemType.FORBIDDEN);
			types.add(ProblemType.VAULT_DISABLED);
		}
		if (namesVault(operation)) {
			types.addAll(List.of(ProblemType.VAULT_NOT_FOUND, ProblemType.INVALID_NAME));
		}
		Problems problems = method.getMethodAnnotation(Problems.class);
		if (problems != null) {
			types.addAll(List.of(problems.value()));
			types.addAll(problems.storage() ? OF_STORAGE : Set.of());
		}
		return types;
	}

	/** Whether a request can be about any vault, of which a caller may have one. */
	private static boolean namesVault(Operation operation) {
		return operation.getParameters() != null
				&& operation.getParameters().stream().anyMatch((parameter) -> "vault".equals(parameter.getName()));
	}

	/** An operation that requires no scheme, not even the one of the whole API. */
	private static boolean isOpen(Operation operation) {
		return operation.getSecurity() != null && operation.getSecurity().isEmpty();
	}

	private static void add(ProblemType type, ApiResponses responses, boolean hasBody) {
		ApiResponse response = responses.computeIfAbsent(Integer.toString(type.status()),
				(status) -> new ApiResponse().description(HttpStatus.valueOf(type.status()).getReasonPhrase()));
		if (!hasBody) {
			return;
		}
		if (response.getContent() == null) {
			response.setContent(new Content());
		}
		MediaType document = response.getContent()
			.computeIfAbsent(PROBLEM_JSON,
					(name) -> new MediaType().schema(new Schema<>().$ref(OpenApiConfiguration.PROBLEM_SCHEMA)));
		document.addExamples(type.code(), new Example().summary(type.title()).value(example(type)));
	}

	/** A problem of that type; what it says besides depends on the request. */
	private static Map<String, Object> example(ProblemType type) {
		return ProblemWriter.document(new ProblemException(type, type.title() + "."), null, REQUEST_ID);
	}

}
