package io.coffer.uploads;

import io.coffer.backups.Backup;
import io.coffer.callers.Caller;
import io.coffer.callers.Vault;
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

	private final ArchiveUploads uploads;

	UploadController(UploadReader reader, ArchiveUploads uploads) {
		this.reader = reader;
		this.uploads = uploads;
	}

	@Override
	public ResponseEntity<Backup> upload(HttpServletRequest request, Caller caller, Vault vault) {
		return store(request, caller, vault, null);
	}

	@Override
	public ResponseEntity<Backup> uploadAs(String key, HttpServletRequest request, Caller caller, Vault vault) {
		return store(request, caller, vault, key);
	}

	private ResponseEntity<Backup> store(HttpServletRequest request, Caller caller, Vault vault, @Nullable String key) {
		StoredUpload result = this.uploads.store(vault, key, () -> this.reader.read(request, caller, vault, key));
		URI location = ServletUriComponentsBuilder.fromContextPath(request)
			.path("/backups/{key}")
			.encode()
			.buildAndExpand(result.backup().key())
			.toUri();
		BodyBuilder answer = result.created() ? ResponseEntity.created(location)
				: ResponseEntity.ok().location(location);
		if (result.newer() != null) {
			answer.header(BaseVersion.ANSWER_HEADER, BaseVersion.write(result.newer().key()));
		}
		return answer.eTag(result.backup().descriptionTag()).body(result.backup());
	}

}
