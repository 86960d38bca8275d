package io.coffer.backups;

import io.coffer.archives.ArchiveKind;
import io.coffer.archives.ArchiveType;
import io.coffer.archives.Extension;
import io.coffer.storage.ListedObject;
import io.coffer.storage.StoredObject;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;

/**
 * One backup. A list shows what the store's listing gives; one backup alone also has the
 * content type, the file name and, where it was known in time, the SHA-256.
 *
 * @param key the name below the root path
 * @param size bytes
 * @param lastModified the store's time, as finely as a list tells it: {@code sort} goes
 * by that, and answers have it to the second
 * @param etag the store's entity tag, empty where it gives none
 * @param application what was backed up, if the name tells
 * @param device who made it, if the name tells; not in lists also if the object does
 * @param createdAt the time in a name that Coffer made, for show only
 * @param contentType the media type of the archive; not in lists
 * @param filename what a download is called; not in lists
 * @param sha256 in hex, where it was known in time; not in lists
 * @param sha256Source who says so: {@code verified} if Coffer has read all bytes,
 * {@code claimed} if a client has sent them straight to the store and nobody has
 * @param storageClass the class in which the store keeps it, as the store calls it;
 * absent for the usual one
 */
public record Backup(@Schema(example = BackupExamples.KEY) String key, @Schema(example = "4194304") long size,
		@Schema(example = BackupExamples.TIME) Instant lastModified, @Schema(example = BackupExamples.ETAG) String etag,
		@Schema(example = "notes") @Nullable String application, @Schema(example = "laptop-2") @Nullable String device,
		@Schema(example = BackupExamples.TIME) @Nullable Instant createdAt,
		@Schema(example = "application/zip") @Nullable String contentType,
		@Schema(example = "my notes.zip") @Nullable String filename,
		@Schema(example = BackupExamples.SHA256) @Nullable String sha256, @Nullable Sha256Source sha256Source,
		@Schema(example = "GLACIER") @Nullable String storageClass) {

	public static Backup listed(BackupName name, ListedObject object) {
		return new Backup(object.key(), object.size(), object.lastModified(), object.etag(), name.application(),
				name.device(), name.createdAt(), null, null, null, null, object.storageClass());
	}

	/** Adds what only the object itself tells. */
	Backup with(StoredObject object) {
		String known = object.sha256();
		String claim = object.claimedSha256();
		Sha256Source source = (claim != null) ? Sha256Source.CLAIMED : null;
		return new Backup(this.key, this.size, this.lastModified, this.etag, this.application,
				(this.device != null) ? this.device : OwnerMetadata.read(object), this.createdAt, object.contentType(),
				filename(object), (known != null) ? known : claim, (known != null) ? Sha256Source.VERIFIED : source,
				this.storageClass);
	}

	/** With a digest that Coffer has computed, or with none. */
	public Backup withSha256(@Nullable String hex) {
		return new Backup(this.key, this.size, this.lastModified, this.etag, this.application, this.device,
				this.createdAt, this.contentType, this.filename, hex, (hex != null) ? Sha256Source.VERIFIED : null,
				this.storageClass);
	}

	/**
	 * The time in the name, as if it were UTC: to be compared with the store's, never to
	 * be shown. Null if there is none.
	 */
	public @Nullable Instant namedTime() {
		LocalDateTime time = BackupNames.time(this.key);
		return (time != null) ? time.toInstant(ZoneOffset.UTC) : null;
	}

	/**
	 * Whether Coffer may delete this backup without being told its name: Coffer made the
	 * name, or it is one that Coffer might write, of an archive that Coffer can read.
	 * Whatever else lies here belongs to another program.
	 */
	public boolean mayExpire() {
		return this.createdAt != null || (BackupName.mayBeWritten(this.key) && Extension.of(this.key, List.of())
			.map(ArchiveType::of)
			.filter((type) -> type.kind() != ArchiveKind.OPAQUE)
			.isPresent());
	}

	/** A strong entity tag of this description, as RFC 9110 §8.8.3 writes it. */
	public String descriptionTag() {
		String claim = (this.sha256Source == Sha256Source.CLAIMED) ? "claimed" : "";
		return '"' + Sha256
			.hex(this.key, Long.toString(this.size), this.lastModified.truncatedTo(ChronoUnit.SECONDS).toString(),
					this.etag, claim)
			.substring(0, 32) + '"';
	}

	static String filename(StoredObject object) {
		String disposition = object.contentDisposition();
		if (disposition != null) {
			try {
				String filename = ContentDisposition.parse(disposition).getFilename();
				if (filename != null) {
					return filename;
				}
			}
			catch (IllegalArgumentException ex) {
				return object.key();
			}
		}
		return object.key();
	}

}
