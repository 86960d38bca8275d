package io.coffer.downloads;

import io.coffer.callers.Vault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.RestController;

/** The route that hands out archives. */
@RestController
class ContentController implements ContentApi {

	private final Downloads downloads;

	ContentController(Downloads downloads) {
		this.downloads = downloads;
	}

	@Override
	public void content(String key, Vault vault, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		this.downloads.send(vault, key, request, response);
	}

}
