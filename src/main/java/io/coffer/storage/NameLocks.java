package io.coffer.storage;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Keeps two uploads of this process from finishing under one name at the same time. A
 * fixed number of locks: names share one by their hash.
 */
@Component
class NameLocks {

	private static final int COUNT = 256;

	private final Lock[] locks = Stream.generate(ReentrantLock::new).limit(COUNT).toArray(Lock[]::new);

	Lock of(String name) {
		return this.locks[Math.floorMod(name.hashCode(), COUNT)];
	}

}
