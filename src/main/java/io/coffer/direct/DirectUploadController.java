package io.coffer.direct;

import io.coffer.audit.Action;
import io.coffer.audit.AuditEvent;
import io.coffer.backups.Backup;
import io.coffer.callers.Caller;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.uploads.BaseVersion;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Speaks to upload widgets as Companion does, the server of Uppy. */
@RestController
class DirectUploadController implements DirectUploadApi {

	private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,5}(?:,[0-9]{1,5}){0,999}");

	private final UploadStartReader reader;

	private final DirectUploads known;

	private final DirectUploadService uploads;

	private final DirectCompletion completion;

	private final ApplicationEventPublisher events;

	DirectUploadController(UploadStartReader reader, DirectUploads known, DirectUploadService uploads,
			DirectCompletion completion, ApplicationEventPublisher events) {
		this.reader = reader;
		this.known = known;
		this.uploads = uploads;
		this.completion = completion;
		this.events = events;
	}

	@Override
	public NewUpload begin(UploadStart start, @Nullable String basedOn, Caller caller, Vault vault) {
		return this.uploads.begin(this.reader.read(start, caller, vault, basedOn), start.type());
	}

	@Override
	public SignedPart sign(String uploadId, int number, String key, Caller caller, Vault vault) {
		return this.uploads.sign(caller, uploadId, key, number);
	}

	@Override
	public SignedParts signAll(String uploadId, String partNumbers, String key, Caller caller, Vault vault) {
		if (!NUMBERS.matcher(partNumbers).matches()) {
			throw new ProblemException(ProblemType.INVALID_REQUEST,
					"\"partNumbers\" has up to 1000 numbers with commas between them.");
		}
		List<Integer> numbers = Stream.of(partNumbers.split(",")).map(Integer::valueOf).distinct().toList();
		return new SignedParts(this.uploads.sign(caller, uploadId, key, numbers));
	}

	@Override
	public List<ListedPart> parts(String uploadId, String key, Caller caller, Vault vault) {
		return this.uploads.listed(caller, uploadId, key);
	}

	@Override
	public ResponseEntity<CompletedUpload> complete(String uploadId, String key, @Nullable UploadEnd end,
			HttpServletRequest request, Caller caller, Vault vault) {
		Completion done = AuditEvent.of(Action.UPLOAD, key)
			.in(this.known.vault(uploadId).orElse(vault))
			.around(this.events,
					() -> this.completion.complete(caller, uploadId, key, (end != null) ? end.tags() : null),
					DirectUploadController::described);
		URI location = ServletUriComponentsBuilder.fromContextPath(request)
			.path("/backups/{key}")
			.encode()
			.buildAndExpand(key)
			.toUri();
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
		Backup newer = done.stored().newer();
		if (newer != null) {
			answer.header(BaseVersion.ANSWER_HEADER, BaseVersion.write(newer.key()));
		}
		return answer.body(new CompletedUpload(location, key, done.bucket(), done.stored().backup()));
	}

	@Override
	public AbortedUpload abort(String uploadId, String key, Caller caller, Vault vault) {
		this.uploads.abort(caller, uploadId, key);
		return new AbortedUpload();
	}

	@Override
	public AbortedUpload single(Caller caller, Vault vault) {
		throw new ProblemException(ProblemType.USE_MULTIPART,
				"An archive goes to the bucket in parts, also if it is small: set shouldUseMultipart: true.")
			.hint("Sent in one request it would be there before Coffer could check it.");
	}

	private static AuditEvent described(AuditEvent upload, Completion done) {
		AuditEvent described = upload.ofSize(done.stored().backup().size());
		return done.stored().created() ? described : described.ending("repeated");
	}

}
