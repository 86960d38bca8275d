package io.coffer.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkTests {

	private static final ShareKey KEY = new ShareKey("default", "DEVICE", "laptop");

	private final CountDownLatch woken = new CountDownLatch(1);

	@Test
	void itIsTheThreadsUntilItIsClosed() {
		assertThat(Work.current().key()).isEqualTo(ShareKey.COFFER);
		try (Work work = Work.begin(KEY, this.woken::countDown)) {
			assertThat(Work.current()).isSameAs(work);
			assertThat(work.key()).isEqualTo(KEY);
		}
		assertThat(Work.current().key()).isEqualTo(ShareKey.COFFER);
	}

	@Test
	void whoEndsItFirstSaysWhyAndWhatItWaitsForEnds() throws InterruptedException {
		try (Work work = Work.begin(KEY, this.woken::countDown)) {
			assertThatCode(work::requireGoingOn).doesNotThrowAnyException();

			work.end(() -> new ProblemException(ProblemType.UNAUTHENTICATED, "first"));
			work.end(() -> new ProblemException(ProblemType.BUSY, "second"));

			for (int i = 0; i < 2; i++) {
				assertThatExceptionOfType(ProblemException.class).isThrownBy(work::requireGoingOn)
					.satisfies((problem) -> assertThat(problem.detail()).isEqualTo("first"));
			}
			assertThat(this.woken.await(1, TimeUnit.MINUTES)).isTrue();
		}
	}

	@Test
	void whatIsDoneIsNotWokenAndCoffersOwnIsNotEnded() {
		Work done = Work.begin(KEY, this.woken::countDown);
		done.close();
		done.end(() -> new ProblemException(ProblemType.BUSY, "too late"));
		Work own = Work.current();
		own.end(() -> new ProblemException(ProblemType.BUSY, "not this"));

		assertThatCode(done::requireGoingOn).doesNotThrowAnyException();
		assertThatCode(own::requireGoingOn).doesNotThrowAnyException();
		assertThat(this.woken.getCount()).isOne();
	}

}
