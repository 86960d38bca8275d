package io.coffer.backups;

import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.state.StateKey;
import io.coffer.state.StateStore;
import io.coffer.storage.StoredObject;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Remembers which digests that clients have claimed were found to be true. Each holds for
 * one object: another of the same key has another entity tag.
 */
@Component
public class VerifiedDigests {

	private static final Logger logger = LoggerFactory.getLogger(VerifiedDigests.class);

	private final StateStore state;

	VerifiedDigests(StateStore state) {
		this.state = state;
	}

	/**
	 * Remembers that an object has the digest that a client has claimed of it. What
	 * cannot be remembered is a claim again.
	 */
	public void remember(Vault vault, StoredObject object) {
		String claim = object.claimedSha256();
		if (claim == null || object.etag().isEmpty()) {
			return;
		}
		try {
			VerifiedDigest digest = new VerifiedDigest(object.key(), object.size(), object.etag(), claim);
			this.state.update(key(vault, object.key()), (before) -> Optional.of(digest));
		}
		catch (ProblemException ex) {
			logger.warn("That {} has the digest which its client has claimed cannot be kept: {}", object.key(),
					ex.getMessage());
		}
	}

	/** Whether it is remembered; asks the storage only where a digest is a claim. */
	boolean isVerified(Vault vault, Backup backup) {
		if (backup.sha256Source() != Sha256Source.CLAIMED) {
			return false;
		}
		try {
			return this.state.read(key(vault, backup.key())).filter((digest) -> digest.isOf(backup)).isPresent();
		}
		catch (ProblemException ex) {
			logger.debug("Whether {} was verified cannot be asked: {}", backup.key(), ex.getMessage());
			return false;
		}
	}

	private static StateKey<VerifiedDigest> key(Vault vault, String backup) {
		return new StateKey<>(StateKey.DIGESTS + vault.name() + "/" + Sha256.hex(backup).substring(0, 32) + ".json",
				VerifiedDigest.class);
	}

	/**
	 * What a verification has found.
	 *
	 * @param key of the backup
	 * @param size in bytes
	 * @param etag the store's entity tag of the object that was read
	 * @param sha256 as lower-case hex
	 */
	record VerifiedDigest(String key, long size, String etag, String sha256) {

		boolean isOf(Backup backup) {
			return this.key.equals(backup.key()) && this.size == backup.size() && this.etag.equals(backup.etag())
					&& this.sha256.equals(backup.sha256());
		}

	}

}
