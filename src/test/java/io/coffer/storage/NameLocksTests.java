package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.storage.NameLocks.NameLock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NameLocksTests {

	private final NameLocks locks = new NameLocks(Duration.ofMillis(10));

	@Test
	void aNameIsLockedForOneUntilItIsGivenBack() {
		try (NameLock first = this.locks.of("store", "a.zip"); NameLock second = this.locks.of("store", "a.zip")) {
			first.lock();
			assertThatExceptionOfType(ProblemException.class).isThrownBy(second::lock)
				.extracting(ProblemException::type)
				.isEqualTo(ProblemType.BUSY);
			first.close();
			second.lock();
		}
		assertThat(this.locks.size()).isZero();
	}

	/** Both names have the same hash. */
	@Test
	void anotherNameOrAnotherStoreDoesNotWait() {
		try (NameLock one = this.locks.of("store", "Aa.zip");
				NameLock other = this.locks.of("store", "BB.zip");
				NameLock elsewhere = this.locks.of("other", "Aa.zip")) {
			one.lock();
			other.lock();
			elsewhere.lock();
			assertThat(this.locks.size()).isEqualTo(3);
		}
		assertThat(this.locks.size()).isZero();
	}

	@Test
	void whoGaveUpLeavesNothingAndGivesNothingBack() {
		try (NameLock first = this.locks.of("a.zip")) {
			first.lock();
			try (NameLock second = this.locks.of("a.zip")) {
				assertThatExceptionOfType(ProblemException.class).isThrownBy(second::lock);
			}
			try (NameLock third = this.locks.of("a.zip")) {
				assertThatExceptionOfType(ProblemException.class).isThrownBy(third::lock);
			}
		}
		assertThat(this.locks.size()).isZero();
	}

}
