package io.coffer.direct;

import io.coffer.backups.BackupRepository;
import io.coffer.backups.BackupSession;
import io.coffer.backups.Sha256;
import io.coffer.callers.Caller;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the upload that a client goes on with, by what the client has kept of it. */
@Component
class DirectUploads {

	private final UploadIds ids;

	private final BackupRepository backups;

	DirectUploads(UploadIds ids, BackupRepository backups) {
		this.ids = ids;
		this.backups = backups;
	}

	/**
	 * Opens an upload, to close when done. The store is not asked for it yet.
	 * @throws ProblemException {@link ProblemType#UPLOAD_NOT_FOUND} if there is none of
	 * that id and key which the caller may go on with
	 */
	OpenUpload open(Caller caller, String id, String key) {
		DirectUpload upload = this.ids.read(id)
			.filter((read) -> read.key().equals(key) && read.isOf(caller))
			.orElseThrow(DirectUploads::notFound);
		BackupSession session = this.backups.open(new Vault(upload.vault()));
		try {
			if (!idOf(session.bucket()).equals(upload.bucket())) {
				throw notFound();
			}
			return new OpenUpload(upload, session,
					session.bucket().clientUploads().resume(key, upload.id(), upload.mark()));
		}
		catch (RuntimeException | Error ex) {
			session.close();
			throw ex;
		}
	}

	/** The vault of an upload, or nothing if the id is none of ours. */
	Optional<Vault> vault(String id) {
		return this.ids.read(id).map((upload) -> new Vault(upload.vault()));
	}

	/** What tells the bucket and its root path from others, and nothing of them. */
	static String idOf(Bucket bucket) {
		return Sha256.hex(bucket.url().toString()).substring(0, 16);
	}

	static ProblemException notFound() {
		return new ProblemException(ProblemType.UPLOAD_NOT_FOUND, "There is no such upload, or it has ended.")
			.hint("Send \"key\" and \"uploadId\" as they came when the upload began, within the days that it lasts, "
					+ "or begin another.");
	}

}
