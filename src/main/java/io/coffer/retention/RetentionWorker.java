package io.coffer.retention;

import io.coffer.backups.BackupStored;
import io.coffer.callers.Vault;
import io.coffer.retention.Ages.Doubt;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Applies the policy in force to the group of each upload, after it and beside it: one
 * thread, one pass over the listing of a vault for all its groups that wait. What happens
 * here is logged and never the upload's failure.
 */
@Component
class RetentionWorker implements SmartLifecycle {

	/** Stops after the web server and before the storage. */
	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 3072;

	private static final int MOST_WAITING = 1000;

	private static final int PATIENCE_SECONDS = 3;

	private static final Logger logger = LoggerFactory.getLogger(RetentionWorker.class);

	private final RetentionService retention;

	private final Set<Waiting> waiting = new LinkedHashSet<>();

	private final ThreadFactory threads;

	private volatile @Nullable ExecutorService thread;

	@Autowired
	RetentionWorker(RetentionService retention) {
		this(retention, (task) -> new Thread(task, "retention"));
	}

	RetentionWorker(RetentionService retention, ThreadFactory threads) {
		this.retention = retention;
		this.threads = threads;
	}

	/** Returns at once and throws nothing: the upload's client waits for its answer. */
	@EventListener
	void after(BackupStored stored) {
		RetentionGroup group = RetentionGroup.of(stored.backup());
		if (group.isKnown()) {
			enqueue(new Waiting(stored.vault(), group));
		}
	}

	private synchronized void enqueue(Waiting next) {
		ExecutorService executor = this.thread;
		if (executor == null) {
			return;
		}
		if (this.waiting.size() >= MOST_WAITING) {
			logger.warn("Retention has too much to do: {} has to wait for its next backup", next);
			return;
		}
		if (this.waiting.add(next) && this.waiting.size() == 1) {
			begin(executor, next);
		}
	}

	/** A group that stayed in line here would keep all later ones from being begun. */
	private void begin(ExecutorService executor, Waiting next) {
		try {
			executor.execute(this::run);
		}
		catch (RuntimeException | Error ex) {
			this.waiting.remove(next);
			logger.warn("Retention could not begin: {} has to wait for its next backup", next, ex);
		}
	}

	private void run() {
		takeAll().forEach(this::apply);
	}

	private void apply(Vault vault, List<RetentionGroup> groups) {
		try {
			Doubt blocked = this.retention.apply(vault, groups, this::isRunning).blocked();
			if (blocked != null) {
				logger.warn("Retention removes nothing now: {} {}", blocked.code(), blocked.detail());
			}
		}
		catch (RuntimeException ex) {
			logger.warn("Retention could not look after {} groups that have a new backup: {}", groups.size(),
					ex.toString());
		}
	}

	private synchronized Map<Vault, List<RetentionGroup>> takeAll() {
		Map<Vault, List<RetentionGroup>> groups = this.waiting.stream()
			.collect(Collectors.groupingBy(Waiting::vault, LinkedHashMap::new,
					Collectors.mapping(Waiting::group, Collectors.toList())));
		this.waiting.clear();
		return groups;
	}

	@Override
	public synchronized void start() {
		this.thread = Executors.newSingleThreadExecutor((task) -> {
			Thread worker = this.threads.newThread(task);
			worker.setDaemon(true);
			return worker;
		});
	}

	@Override
	public void stop() {
		ExecutorService executor;
		synchronized (this) {
			executor = this.thread;
			this.thread = null;
			this.waiting.clear();
		}
		if (executor != null) {
			end(executor);
		}
	}

	private static void end(ExecutorService executor) {
		executor.shutdown();
		try {
			if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				executor.shutdownNow();
				executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
			}
		}
		catch (InterruptedException ex) {
			executor.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/** Which group of which vault has a new backup. */
	private record Waiting(Vault vault, RetentionGroup group) {

		@Override
		public String toString() {
			return "%s on %s in the vault %s".formatted(this.group.application(), this.group.device(), this.vault);
		}

	}

}
