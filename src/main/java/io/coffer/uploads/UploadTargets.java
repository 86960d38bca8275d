package io.coffer.uploads;

import io.coffer.archives.ArchiveTypes;
import io.coffer.backups.BackupName;
import io.coffer.backups.BackupNames;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.OverwriteProtection;
import io.coffer.security.Caller;
import io.coffer.security.DeviceName;
import io.coffer.security.NameRule;
import io.coffer.storage.FirstBlock;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Objects;
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

	private final Clock clock;

	private final SecureRandom random = new SecureRandom();

	UploadTargets(BackupNames names, ArchiveTypes types, Clock clock) {
		this.names = names;
		this.types = types;
		this.clock = clock;
	}

	/**
	 * The target of an upload.
	 * @throws ProblemException {@link ProblemType#FOREIGN_DEVICE},
	 * {@link ProblemType#INVALID_NAME} or {@link ProblemType#UNSUPPORTED_ARCHIVE}
	 */
	UploadTarget of(UploadRequest request) {
		return (request.key() != null) ? chosen(request, request.key()) : made(request);
	}

	private UploadTarget chosen(UploadRequest request, String key) {
		BackupName name = this.names.compose(key);
		requireOwn(request.caller(), name.device());
		String device = (name.device() != null) ? name.device() : device(request);
		return new UploadTarget(name, name.application(), device, this.clock.instant(), idempotencyKey(request));
	}

	private UploadTarget made(UploadRequest request) {
		String device = device(request);
		if (request.skipIfUnchanged() && request.sha256() == null) {
			throw new ProblemException(ProblemType.INVALID_REQUEST, "skipIfUnchanged needs the archive's digest.")
				.hint("Send Repr-Digest: sha-256=:<base64>:, or the form field \"sha256\".");
		}
		this.types.admit(request.filename());
		return new UploadTarget(null, application(request.application()), device, this.clock.instant(),
				idempotencyKey(request));
	}

	/**
	 * The name of the new backup.
	 * @param noOverwrite what the store promises: where it keeps two writers of one name
	 * apart, two tries of one upload in the same second share a name, so that one of them
	 * alone is stored; anywhere else no name is ever made twice
	 * @param beginning the archive's, which decides its type where the file's name does
	 * not
	 */
	BackupName name(UploadRequest request, UploadTarget target, OverwriteProtection noOverwrite, FirstBlock beginning) {
		if (target.chosen() != null) {
			return target.chosen();
		}
		return this.names.create(Objects.requireNonNull(target.application()), target.time(), target.device(),
				tag(target.idempotencyKey(), noOverwrite), this.types.of(request.filename(), beginning.bytes()));
	}

	private String tag(@Nullable IdempotencyKey key, OverwriteProtection noOverwrite) {
		byte[] random = new byte[TAG_BYTES];
		this.random.nextBytes(random);
		String tag = HexFormat.of().formatHex(random);
		if (key == null) {
			return tag;
		}
		return (noOverwrite == OverwriteProtection.ATOMIC) ? key.tag()
				: key.mark() + tag.substring(key.mark().length());
	}

	/** Who sends the backup, unless the caller may speak for others and does. */
	private static String device(UploadRequest request) {
		String device = DeviceName.of((request.device() != null) ? request.device() : request.caller().name()).value();
		requireOwn(request.caller(), device);
		return device;
	}

	private static @Nullable IdempotencyKey idempotencyKey(UploadRequest request) {
		String key = request.idempotencyKey();
		return (key != null) ? IdempotencyKey.of(request.caller(), key) : null;
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
