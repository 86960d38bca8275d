package io.coffer.verification;

import io.coffer.callers.Vault;
import io.coffer.integrity.VerifyLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.RestController;

/** Verifies backups, and tells how far it is to those who ask for that. */
@RestController
class VerifyController implements VerifyApi {

	private final VerifyService service;

	private final VerifyLimits limits;

	private final VerifyProgressWriter lines;

	VerifyController(VerifyService service, VerifyLimits limits, VerifyProgressWriter lines) {
		this.service = service;
		this.limits = limits;
		this.lines = lines;
	}

	@Override
	public @Nullable VerifyReport verify(String key, Vault vault, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		Verification verification = this.service.begin(vault, key);
		try {
			if (wantsLines(request)) {
				this.lines.write(verification, request, response);
				return null;
			}
			Optional<VerifyReport> report = Optional.empty();
			while (report.isEmpty()) {
				report = verification.await(this.limits.progressEvery());
			}
			return report.get();
		}
		finally {
			verification.giveUp();
		}
	}

	/** Only who names the type gets it: {@code *}{@code /*} means JSON, as everywhere. */
	private static boolean wantsLines(HttpServletRequest request) {
		return Collections.list(request.getHeaders(HttpHeaders.ACCEPT))
			.stream()
			.anyMatch((accept) -> accept.toLowerCase(Locale.ROOT).contains(LINES));
	}

}
