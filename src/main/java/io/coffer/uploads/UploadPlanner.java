package io.coffer.uploads;

import io.coffer.archives.ArchiveType;
import io.coffer.archives.ArchiveTypes;
import io.coffer.backups.BackupName;
import io.coffer.backups.BackupNames;
import io.coffer.backups.FileName;
import io.coffer.backups.OwnerMetadata;
import io.coffer.callers.Caller;
import io.coffer.callers.DeviceName;
import io.coffer.callers.NameRule;
import io.coffer.limits.UploadProperties;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.OverwriteProtection;
import io.coffer.storage.NewObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides what an upload may become: whose backup, of what size, under which name, and
 * how the object is described.
 */
@Component
public class UploadPlanner {

	private static final String DEFAULT_APPLICATION = "backup";

	private static final int MAX_APPLICATION_BYTES = 64;

	private static final int TAG_BYTES = 6;

	private final BackupNames names;

	private final ArchiveTypes types;

	private final long maxSize;

	private final Clock clock;

	private final SecureRandom random = new SecureRandom();

	UploadPlanner(BackupNames names, ArchiveTypes types, UploadProperties limits, Clock clock) {
		this.names = names;
		this.types = types;
		this.maxSize = limits.maxSize().toBytes();
		this.clock = clock;
	}

	/**
	 * Plans an upload before its archive is read.
	 * @throws ProblemException {@link ProblemType#FOREIGN_DEVICE},
	 * {@link ProblemType#INVALID_NAME}, {@link ProblemType#UNSUPPORTED_ARCHIVE} or
	 * {@link ProblemType#TOO_LARGE}
	 */
	public UploadPlan plan(UploadRequest request) {
		UploadPlan plan = (request.key() != null) ? chosen(request, request.key()) : made(request);
		plan.requireSize(request.size());
		return plan;
	}

	private UploadPlan chosen(UploadRequest request, String key) {
		BackupName name = this.names.compose(key);
		requireOwn(request.caller(), name.device());
		String device = (name.device() != null) ? name.device() : device(request);
		return plan(request, name, name.application(), device);
	}

	private UploadPlan made(UploadRequest request) {
		String device = device(request);
		if (request.skipIfUnchanged() && request.sha256() == null) {
			throw new ProblemException(ProblemType.INVALID_REQUEST, "skipIfUnchanged needs the archive's digest.")
				.hint("Send Repr-Digest: sha-256=:<base64>:, or the form field \"sha256\".");
		}
		this.types.admit(request.filename());
		return plan(request, null, application(request), device);
	}

	private UploadPlan plan(UploadRequest request, @Nullable BackupName chosen, @Nullable String application,
			String device) {
		@Nullable String key = request.idempotencyKey();
		return new UploadPlan(request, chosen, application, device, this.clock.instant(),
				(key != null) ? IdempotencyKey.of(request.caller(), key) : null,
				(request.size() >= 0) ? Math.min(request.size(), this.maxSize) : this.maxSize);
	}

	/**
	 * Names the new backup by its content.
	 * @param noOverwrite what the store promises: where it keeps two writers of one name
	 * apart, two tries of one upload in the same second share a name, so that one of them
	 * alone is stored; anywhere else no name is ever made twice
	 * @param beginning the archive's, which decides its type where the file's name does
	 * not
	 * @throws ProblemException {@link ProblemType#EMPTY_BODY},
	 * {@link ProblemType#INVALID_NAME} or {@link ProblemType#UNSUPPORTED_ARCHIVE}
	 */
	BackupName name(UploadPlan plan, OverwriteProtection noOverwrite, ByteBuffer beginning) {
		if (!beginning.hasRemaining()) {
			throw new ProblemException(ProblemType.EMPTY_BODY, "There is no archive in the request.");
		}
		BackupName name = (plan.chosen() != null) ? plan.chosen()
				: create(plan, noOverwrite, this.types.of(plan.request().filename(), beginning));
		requireContent(name, beginning);
		return name;
	}

	/**
	 * Names a new backup whose content nobody has seen yet.
	 * @param mediaType what the client says that it is, or null
	 * @throws ProblemException {@link ProblemType#INVALID_NAME} or
	 * {@link ProblemType#UNSUPPORTED_ARCHIVE} if neither that nor the file's name tells
	 * what kind of archive it is
	 */
	public BackupName name(UploadPlan plan, OverwriteProtection noOverwrite, @Nullable String mediaType) {
		return (plan.chosen() != null) ? plan.chosen()
				: create(plan, noOverwrite, this.types.ofDeclared(plan.request().filename(), mediaType));
	}

	/**
	 * Refuses content that is not what the name says.
	 * @param beginning as many of its first bytes as there are, up to a tar's first block
	 * @throws ProblemException {@link ProblemType#UNSUPPORTED_ARCHIVE}
	 */
	public static void requireContent(BackupName name, ByteBuffer beginning) {
		if (!name.type().kind().format().matches(beginning)) {
			throw new ProblemException(ProblemType.UNSUPPORTED_ARCHIVE,
					"The content is no " + name.type().extension() + " archive.")
				.hint("Its first bytes are those of something else: see whether the file is whole, and named after what "
						+ "it is.");
		}
	}

	private BackupName create(UploadPlan plan, OverwriteProtection noOverwrite, ArchiveType type) {
		return this.names.create(Objects.requireNonNull(plan.application()), plan.time(), plan.device(),
				tag(plan.idempotencyKey(), noOverwrite), type);
	}

	/**
	 * Describes the object that the new backup is to be.
	 * @param sha256 the archive's, as far as it is known before it is sent, or null
	 */
	public NewObject describe(UploadPlan plan, BackupName name, @Nullable String sha256) {
		String filename = plan.request().filename();
		Map<String, String> metadata = new HashMap<>();
		if (sha256 != null) {
			metadata.put(NewObject.SHA256, sha256);
		}
		if (plan.idempotencyKey() != null) {
			metadata.put(IdempotencyKey.METADATA, plan.idempotencyKey().hash());
		}
		if (name.device() == null) {
			metadata.put(OwnerMetadata.NAME, OwnerMetadata.write(plan.device()));
		}
		return new NewObject(name.key(), name.type().kind().contentType(),
				FileName.attachment((filename != null) ? this.types.complete(filename, name.type()) : name.key()),
				metadata);
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

	/** That of a caller who has but one, unless the request names another. */
	private static String application(UploadRequest request) {
		String only = request.caller().application();
		String name = application((request.application() != null) ? request.application() : only);
		if (!request.caller().mayAddTo(name)) {
			throw new ProblemException(ProblemType.FOREIGN_APPLICATION,
					"This ticket may add backups of the application \"" + only + "\" only.");
		}
		return name;
	}

	/**
	 * The name of an application, in composed form (NFC).
	 * @param wanted null for the default one
	 * @throws ProblemException {@link ProblemType#INVALID_NAME}
	 */
	public static String application(@Nullable String wanted) {
		String name = Normalizer.normalize((wanted != null) ? wanted : DEFAULT_APPLICATION, Normalizer.Form.NFC);
		if (name.getBytes(StandardCharsets.UTF_8).length > MAX_APPLICATION_BYTES || !NameRule.allows(name)) {
			throw new ProblemException(ProblemType.INVALID_NAME, "That is no name for an application.")
				.hint("Use 1 to 64 bytes of letters, digits, single inner spaces and ._-()+@, "
						+ "not '.' or '-' at the start.");
		}
		return name;
	}

	private static void requireOwn(Caller caller, @Nullable String device) {
		if (device != null && !caller.mayActAs(device)) {
			throw new ProblemException(ProblemType.FOREIGN_DEVICE,
					"This token may add backups of the device \"%s\" only.".formatted(caller.name()));
		}
	}

}
