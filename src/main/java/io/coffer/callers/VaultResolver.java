package io.coffer.callers;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.ParameterCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Resolves parameters that are {@link InVault}: no controller decides it by itself. */
@Component
class VaultResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer, ParameterCustomizer {

	private static final String PARAMETER = "vault";

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(this);
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(InVault.class);
	}

	@Override
	public Vault resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication == null || !(authentication.getPrincipal() instanceof Caller caller)) {
			throw new ProblemException(ProblemType.UNAUTHENTICATED, "The request carries no valid token.");
		}
		String[] named = request.getParameterValues(PARAMETER);
		if (named != null && named.length > 1) {
			throw new ProblemException(ProblemType.INVALID_REQUEST, "The vault is named more than once.");
		}
		return caller.in((named != null) ? named[0] : null);
	}

	/** Springdoc takes what no annotation of Spring's marks for required. */
	@Override
	public @Nullable Parameter customize(@Nullable Parameter described, MethodParameter parameter) {
		return (described != null && supportsParameter(parameter)) ? described.required(false) : described;
	}

}
