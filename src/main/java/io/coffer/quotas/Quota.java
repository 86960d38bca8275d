package io.coffer.quotas;

import io.coffer.callers.Vault;
import io.coffer.limits.RequestCoalescer;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.quotas.DeviceUsage.Usage;
import io.coffer.storage.Bucket;
import io.coffer.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Bounds what the backups of one device take together, and those of one vault, so that a
 * stolen token is no unlimited bill: what the bucket holds when an upload begins, what
 * other uploads have brought since or are bringing, and its own bytes. Other replicas'
 * uploads count when they are in the bucket. A quota that is set while an upload is under
 * way holds for those that begin later.
 */
@Component
public class Quota {

	private static final long NONE = Long.MAX_VALUE;

	private final Storage storage;

	private final DeviceUsage usage;

	private final long ofDevice;

	private final VaultQuotas ofVaults;

	private final RequestCoalescer<Vault, Usage> sums = new RequestCoalescer<>();

	private final List<Share> underWay = new ArrayList<>();

	private final Lock lock = new ReentrantLock();

	Quota(Storage storage, DeviceUsage usage, QuotaProperties properties, VaultQuotas ofVaults) {
		this.storage = storage;
		this.usage = usage;
		this.ofVaults = ofVaults;
		DataSize quota = properties.quota();
		this.ofDevice = (quota != null) ? quota.toBytes() : NONE;
	}

	/**
	 * Begins an upload. Its share is closed when it has ended, whichever way.
	 * @param vault where it goes
	 * @param device whose backup it is to be
	 * @throws ProblemException a {@code storage-*} problem
	 */
	public Share enter(Vault vault, String device) {
		Share share = new Share(vault, device, this.ofDevice, this.ofVaults.of(vault).orElse(NONE));
		if (share.isBounded()) {
			share.enter();
		}
		return share;
	}

	private Usage sum(Vault vault) {
		try (Bucket bucket = this.storage.open(vault.folder())) {
			return (this.ofDevice != NONE) ? this.usage.of(vault, bucket) : this.usage.total(bucket);
		}
	}

	/** What one upload takes of the quotas of its device and its vault. */
	public final class Share implements AutoCloseable {

		private final Vault vault;

		private final Bound ofDevice;

		private final Bound ofVault;

		private long size;

		private boolean stored;

		private Share(Vault vault, String device, long ofDevice, long ofVault) {
			this.vault = vault;
			this.ofDevice = new Bound("device", device, ofDevice,
					"An operator deletes older backups, sets a retention policy or raises coffer.devices.quota.");
			this.ofVault = new Bound("vault", vault.name(), ofVault,
					"An operator deletes older backups, or an admin sets a retention policy or raises the quota with PUT "
							+ "/vaults/{vault}.");
		}

		private boolean isBounded() {
			return this.ofDevice.quota != NONE || this.ofVault.quota != NONE;
		}

		/** What is stored between the two steps counts twice rather than not at all. */
		private void enter() {
			locked(() -> Quota.this.underWay.add(this));
			try {
				Usage listed = Quota.this.sums.ask(this.vault, () -> sum(this.vault));
				locked(() -> {
					this.ofDevice.used += listed.of(this.ofDevice.name);
					this.ofVault.used += listed.total();
				});
			}
			catch (RuntimeException | Error ex) {
				close();
				throw ex;
			}
		}

		/**
		 * Takes space for an archive of at least that many bytes. What it has already is
		 * its own to use, without the lock that others wait for.
		 * @throws ProblemException {@link ProblemType#QUOTA_EXCEEDED} if there is none
		 */
		public void admit(long bytes) {
			if (!isBounded() || bytes <= this.size) {
				return;
			}
			locked(() -> {
				this.ofDevice.admit(bytes, beside(this::isOfSameDevice));
				this.ofVault.admit(bytes, beside((other) -> true));
				this.size = bytes;
			});
		}

		/** The archive is in the bucket. */
		public void stored() {
			this.stored = true;
		}

		/** Closing it again does nothing. */
		@Override
		public void close() {
			if (!isBounded()) {
				return;
			}
			locked(() -> {
				if (Quota.this.underWay.remove(this) && this.stored) {
					beside((other) -> true).forEach((other) -> other.ofVault.used += this.size);
					beside(this::isOfSameDevice).forEach((other) -> other.ofDevice.used += this.size);
				}
			});
		}

		private boolean isOfSameDevice(Share other) {
			return other.ofDevice.name.equals(this.ofDevice.name);
		}

		/** Other uploads into the same vault. */
		private List<Share> beside(Predicate<Share> wanted) {
			return Quota.this.underWay.stream()
				.filter((share) -> share != this && share.vault.equals(this.vault) && wanted.test(share))
				.toList();
		}

		private void locked(Runnable step) {
			Quota.this.lock.lock();
			try {
				step.run();
			}
			finally {
				Quota.this.lock.unlock();
			}
		}

	}

	/** A quota, and what is known to be taken of it. */
	private static final class Bound {

		private final String kind;

		private final String name;

		private final long quota;

		private final String remedy;

		private long used;

		private Bound(String kind, String name, long quota, String remedy) {
			this.kind = kind;
			this.name = name;
			this.quota = quota;
			this.remedy = remedy;
		}

		private void admit(long bytes, List<Share> beside) {
			long underWay = beside.stream().mapToLong((share) -> share.size).sum();
			if (this.quota != NONE && bytes > this.quota - this.used - underWay) {
				throw new ProblemException(ProblemType.QUOTA_EXCEEDED,
						"All backups of the " + this.kind + " \"" + this.name + "\" together may have at most "
								+ this.quota + " bytes.")
					.hint(this.remedy)
					.with("quota", this.quota)
					.with("used", this.used)
					.with("underWay", underWay);
			}
		}

	}

}
