package io.coffer.web;

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
import java.util.Set;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** Shows on the API page every problem that an operation can answer. */
@Component
class ProblemResponses implements GlobalOperationCustomizer {

	/** What the store can cause in any call that it is asked in. */
	private static final Set<ProblemType> OF_STORAGE = EnumSet.of(ProblemType.NOT_CONFIGURED, ProblemType.STORAGE_ERROR,
			ProblemType.STORAGE_CREDENTIALS, ProblemType.STORAGE_ACCESS_DENIED, ProblemType.STORAGE_BUCKET_MISSING,
			ProblemType.STORAGE_REGION, ProblemType.STORAGE_ADDRESSING, ProblemType.STORAGE_CLOCK,
			ProblemType.STORAGE_BODY_ENCODING, ProblemType.STORAGE_UNREACHABLE);

	private static final String PROBLEM_JSON = org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;

	@Override
	public Operation customize(Operation operation, HandlerMethod method) {
		if (operation.getResponses() == null) {
			operation.setResponses(new ApiResponses());
		}
		problemsOf(operation, method).forEach((type) -> add(type, operation.getResponses()));
		return operation;
	}

	private static Set<ProblemType> problemsOf(Operation operation, HandlerMethod method) {
		Set<ProblemType> types = EnumSet.of(ProblemType.INTERNAL_ERROR);
		if (!isOpen(operation)) {
			types.add(ProblemType.UNAUTHENTICATED);
			types.add(ProblemType.FORBIDDEN);
		}
		Problems problems = method.getMethodAnnotation(Problems.class);
		if (problems != null) {
			types.addAll(List.of(problems.value()));
			types.addAll(problems.storage() ? OF_STORAGE : Set.of());
		}
		return types;
	}

	/** An operation that requires no scheme, not even the one of the whole API. */
	private static boolean isOpen(Operation operation) {
		return operation.getSecurity() != null && operation.getSecurity().isEmpty();
	}

	private static void add(ProblemType type, ApiResponses responses) {
		ApiResponse response = responses.computeIfAbsent(Integer.toString(type.status()),
				(status) -> new ApiResponse().description(HttpStatus.valueOf(type.status()).getReasonPhrase()));
		if (response.getContent() == null) {
			response.setContent(new Content());
		}
		MediaType document = response.getContent()
			.computeIfAbsent(PROBLEM_JSON,
					(name) -> new MediaType().schema(new Schema<>().$ref(OpenApiConfiguration.PROBLEM_SCHEMA)));
		document.addExamples(type.code(), new Example().summary(type.title()).value(ProblemExample.document(type)));
	}

}
