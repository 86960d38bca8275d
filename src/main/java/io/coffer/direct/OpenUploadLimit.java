package io.coffer.direct;

import io.coffer.backups.BackupNames;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Bounds how many uploads of one device are open in a vault. Where the store does not
 * list them, nothing does but the sweep.
 */
@Component
class OpenUploadLimit {

	private static final Logger logger = LoggerFactory.getLogger(OpenUploadLimit.class);

	private final BackupNames names;

	private final int most;

	OpenUploadLimit(BackupNames names, DirectUploadProperties properties) {
		this.names = names;
		this.most = properties.maxOpen();
	}

	/**
	 * Lets one more upload of a device begin.
	 * @throws ProblemException {@link ProblemType#TOO_MANY_UPLOADS}
	 */
	void admit(Bucket bucket, String device) {
		if (open(bucket, device) >= this.most) {
			throw new ProblemException(ProblemType.TOO_MANY_UPLOADS,
					"The device \"" + device + "\" has " + this.most + " uploads open already.")
				.hint("Complete or abort some of them. What is never completed is removed after some days.");
		}
	}

	private int open(Bucket bucket, String device) {
		AtomicInteger count = new AtomicInteger();
		try {
			bucket.openUploads()
				.ifPresent((uploads) -> uploads.forEach("",
						(upload) -> this.names.parse(upload.key())
							.filter((name) -> device.equals(name.device()))
							.ifPresent((name) -> count.incrementAndGet())));
		}
		catch (ProblemException ex) {
			if (ex.type() == ProblemType.STORAGE_UNREACHABLE) {
				throw ex;
			}
			logger.debug("How many uploads are open cannot be asked: {}", ex.getMessage());
		}
		return count.get();
	}

}
