package io.coffer.backups;

import io.coffer.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Takes archives, as the body itself or as a form. */
@RestController
class UploadController implements UploadApi {

	private static final Logger log = LoggerFactory.getLogger(UploadController.class);

	private final UploadReader reader;

	private final UploadService uploads;

	UploadController(UploadReader reader, UploadService uploads) {
		this.reader = reader;
		this.uploads = uploads;
	}

	@Override
	public ResponseEntity<Backup> upload(HttpServletRequest request, Caller caller) {
		return store(request, caller, null);
	}

	@Override
	public ResponseEntity<Backup> uploadAs(String key, HttpServletRequest request, Caller caller) {
		return store(request, caller, key);
	}

	private ResponseEntity<Backup> store(HttpServletRequest request, Caller caller, @Nullable String key) {
		UploadResult result = this.uploads.store(this.reader.read(request, caller, key));
		if (!result.created() && request.getHeader(HttpHeaders.EXPECT) == null) {
			letBodyEnd(request);
		}
		URI location = ServletUriComponentsBuilder.fromContextPath(request)
			.path("/backups/{key}")
			.encode()
			.buildAndExpand(result.backup().key())
			.toUri();
		return (result.created() ? ResponseEntity.created(location) : ResponseEntity.ok().location(location))
			.eTag(result.backup().descriptionTag())
			.body(result.backup());
	}

	/**
	 * A client that does not ask first sends its body whole before it looks for an
	 * answer, and would only see the connection break.
	 */
	private static void letBodyEnd(HttpServletRequest request) {
		try {
			request.getInputStream().transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			log.debug("The client left before it could be told what is stored", ex);
		}
	}

}
