package io.coffer.backups;

import io.coffer.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Takes archives, as the body itself or as a form. */
@RestController
class UploadController implements UploadApi {

	private final UploadReader reader;

	private final UploadService uploads;

	private final UploadMetrics metrics;

	UploadController(UploadReader reader, UploadService uploads, UploadMetrics metrics) {
		this.reader = reader;
		this.uploads = uploads;
		this.metrics = metrics;
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
		UploadResult result = this.metrics.measure(() -> this.uploads.store(this.reader.read(request, caller, key)));
		URI location = ServletUriComponentsBuilder.fromContextPath(request)
			.path("/backups/{key}")
			.encode()
			.buildAndExpand(result.backup().key())
			.toUri();
		BodyBuilder answer = result.created() ? ResponseEntity.created(location)
				: ResponseEntity.ok().location(location);
		if (result.newer() != null) {
			answer.header(BasedOn.ANSWER_HEADER, BasedOn.write(result.newer().key()));
		}
		return answer.eTag(result.backup().descriptionTag()).body(result.backup());
	}

}
