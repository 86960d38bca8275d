package io.coffer.backups;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.security.Caller;
import io.coffer.security.DeviceName;
import io.coffer.security.NameRule;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Clock;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides under which name an upload is stored, and whether the caller may use it. */
@Component
class UploadTargets {

	private static final String DEFAULT_APPLICATION = "backup";

	private static final int MAX_APPLICATION_BYTES = 64;

	private static final int TAG_BYTES = 6;

	private final BackupNames names;

	private final ArchiveTypes types;

	private final BackupService backups;

	private final Repeats repeats;

	private final Clock clock;

	private final SecureRandom random = new SecureRandom();

	UploadTargets(BackupNames names, ArchiveTypes types, BackupService backups, Repeats repeats, Clock clock) {
		this.names = names;
		this.types = types;
		this.backups = backups;
		this.repeats = repeats;
		this.clock = clock;
	}

	/**
	 * The target of an upload.
	 * @throws ProblemException {@link ProblemType#FOREIGN_DEVICE},
	 * {@link ProblemType#INVALID_NAME} or {@link ProblemType#UNSUPPORTED_ARCHIVE}
	 */
	UploadTarget of(UploadRequest request) {
		IdempotencyKey idempotencyKey = (request.idempotencyKey() != null)
				? IdempotencyKey.of(request.caller(), request.idempotencyKey()) : null;
		return (request.key() != null) ? chosen(request, request.key(), idempotencyKey) : made(request, idempotencyKey);
	}

	private ChosenName chosen(UploadRequest request, String key, @Nullable IdempotencyKey idempotencyKey) {
		BackupName name = this.names.compose(key);
		requireOwn(request.caller(), name.device());
		return new ChosenName(name, request.sha256(), idempotencyKey, this.backups);
	}

	private MadeName made(UploadRequest request, @Nullable IdempotencyKey idempotencyKey) {
		Caller caller = request.caller();
		DeviceName device = DeviceName.of((request.device() != null) ? request.device() : caller.name());
		requireOwn(caller, device.value());
		if (request.skipIfUnchanged() && request.sha256() == null) {
			throw new ProblemException(ProblemType.INVALID_REQUEST, "skipIfUnchanged needs the archive's digest.")
				.hint("Send Repr-Digest: sha-256=:<base64>:, or the form field \"sha256\".");
		}
		return new MadeName(application(request.application()), device,
				(idempotencyKey != null) ? idempotencyKey.tag() : randomTag(), this.clock.instant(),
				type(request.filename()), idempotencyKey, request.skipIfUnchanged() ? request.sha256() : null, this);
	}

	BackupNames names() {
		return this.names;
	}

	ArchiveTypes types() {
		return this.types;
	}

	BackupService backups() {
		return this.backups;
	}

	Repeats repeats() {
		return this.repeats;
	}

	private @Nullable ArchiveType type(@Nullable String filename) {
		if (filename == null || filename.indexOf('.') < 0) {
			return null;
		}
		return this.types.ofName(filename)
			.orElseThrow(() -> this.types.unsupported("The file's name ends in no extension that Coffer accepts."));
	}

	private String randomTag() {
		byte[] tag = new byte[TAG_BYTES];
		this.random.nextBytes(tag);
		return HexFormat.of().formatHex(tag);
	}

	private static String application(@Nullable String wanted) {
		String name = Normalizer.normalize((wanted != null) ? wanted : DEFAULT_APPLICATION, Normalizer.Form.NFC);
		if (name.getBytes(StandardCharsets.UTF_8).length > MAX_APPLICATION_BYTES || !NameRule.allows(name)) {
			throw new ProblemException(ProblemType.INVALID_NAME, "That is no name for an application.")
				.hint("Use 1 to 64 bytes of letters, digits, single inner spaces and ._-()+@, "
						+ "not '.' or '-' at the start.");
		}
		return name;
	}

	private static void requireOwn(Caller caller, @Nullable String device) {
		if (caller.isDevice() && device != null && !device.equals(caller.name())) {
			throw new ProblemException(ProblemType.FOREIGN_DEVICE,
					"This token may add backups of the device \"%s\" only.".formatted(caller.name()));
		}
	}

}
