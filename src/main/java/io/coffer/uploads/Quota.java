package io.coffer.uploads;

import io.coffer.backups.RequestCoalescer;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.Bucket;
import io.coffer.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Bounds what the backups of one device take together, so that a stolen token is no
 * unlimited bill: what the bucket holds when an upload begins, what other uploads of the
 * device have brought since or are bringing, and its own bytes. Other replicas' uploads
 * count when they are in the bucket.
 */
@Component
class Quota {

	private static final String EVERYTHING = "everything";

	private static final long NONE = Long.MAX_VALUE;

	private final Storage storage;

	private final DeviceUsage usage;

	private final long quota;

	private final RequestCoalescer<String, Map<String, Long>> sums = new RequestCoalescer<>();

	private final List<Share> underWay = new ArrayList<>();

	private final Lock lock = new ReentrantLock();

	Quota(Storage storage, DeviceUsage usage, QuotaProperties properties) {
		this.storage = storage;
		this.usage = usage;
		DataSize quota = properties.quota();
		this.quota = (quota != null) ? quota.toBytes() : NONE;
	}

	/**
	 * Begins an upload. Its share is closed when it has ended, whichever way.
	 * @param device whose backup it is to be
	 * @throws ProblemException a {@code storage-*} problem
	 */
	Share enter(String device) {
		Share share = new Share(device, this.quota);
		if (this.quota != NONE) {
			share.enter();
		}
		return share;
	}

	private Map<String, Long> sum() {
		try (Bucket bucket = this.storage.open()) {
			return this.usage.sizes(bucket);
		}
	}

	/** What one upload takes of its device's quota. */
	final class Share implements AutoCloseable {

		private final String device;

		private final long quota;

		private long used;

		private long size;

		private boolean stored;

		private Share(String device, long quota) {
			this.device = device;
			this.quota = quota;
		}

		/** What is stored between the two steps counts twice rather than not at all. */
		private void enter() {
			locked(() -> Quota.this.underWay.add(this));
			try {
				long listed = Quota.this.sums.ask(EVERYTHING, Quota.this::sum).getOrDefault(this.device, 0L);
				locked(() -> this.used += listed);
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
		void admit(long bytes) {
			if (this.quota == NONE || bytes <= this.size) {
				return;
			}
			locked(() -> {
				long beside = beside().mapToLong((share) -> share.size).sum();
				if (bytes > this.quota - this.used - beside) {
					throw exceeded(beside);
				}
				this.size = bytes;
			});
		}

		/** The archive is in the bucket. */
		void stored() {
			this.stored = true;
		}

		/** Closing it again does nothing. */
		@Override
		public void close() {
			if (this.quota == NONE) {
				return;
			}
			locked(() -> {
				if (Quota.this.underWay.remove(this) && this.stored) {
					beside().forEach((share) -> share.used += this.size);
				}
			});
		}

		private Stream<Share> beside() {
			return Quota.this.underWay.stream().filter((share) -> share != this && share.device.equals(this.device));
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

		private ProblemException exceeded(long underWay) {
			return new ProblemException(ProblemType.QUOTA_EXCEEDED,
					"All backups of the device \"" + this.device + "\" together may have at most " + this.quota
							+ " bytes.")
				.hint("An operator deletes older backups, sets a retention policy or raises coffer.devices.quota.")
				.with("quota", this.quota)
				.with("used", this.used)
				.with("underWay", underWay);
		}

	}

}
