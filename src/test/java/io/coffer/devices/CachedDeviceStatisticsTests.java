package io.coffer.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class CachedDeviceStatisticsTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final Instant DEADLINE = Instant.parse("2025-07-11T09:30:00Z");

	private Duration takes = Duration.ZERO;

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - MINUTE.toNanos());

	private final AtomicInteger surveys = new AtomicInteger();

	private final Queue<Runnable> background = new ArrayDeque<>();

	private boolean storeIsDown;

	private final CachedDeviceStatistics overview = new CachedDeviceStatistics(this::survey, () -> DEADLINE, MINUTE,
			this.background::add, this.nanos::get);

	@Test
	void aQuestionDoesNotWaitForTheSurvey() {
		assertThat(this.overview.histories()).isEmpty();
		assertThat(this.overview.lastKnown("laptop-1")).isEmpty();

		runBackground();

		assertThat(this.overview.histories()).hasValueSatisfying((known) -> assertThat(known).containsKey("laptop-1"));
		assertThat(this.overview.lastKnown("laptop-1")).isPresent();
		assertThat(this.overview.lastKnown("laptop")).isEmpty();
	}

	@Test
	void questionsDuringASurveyBeginNoOther() {
		this.overview.histories();
		after(MINUTE.multipliedBy(2));
		this.overview.histories();

		assertThat(this.background).hasSize(1);
	}

	@Test
	void aSurveyIsGoodForAWhileFromItsEnd() {
		this.overview.histories();
		after(MINUTE.multipliedBy(3));
		runBackground();

		after(MINUTE.minusNanos(1));
		this.overview.histories();
		assertThat(this.background).isEmpty();

		after(Duration.ofNanos(1));
		this.overview.histories();
		assertThat(this.background).hasSize(1);
	}

	@Test
	void aSurveyThatTakesLongIsGoodForFortyNineTimesAsLong() {
		this.takes = MINUTE;
		this.overview.histories();
		runBackground();

		after(MINUTE.multipliedBy(49).minusNanos(1));
		this.overview.histories();
		assertThat(this.background).isEmpty();

		after(Duration.ofNanos(1));
		this.overview.histories();
		assertThat(this.background).hasSize(1);
	}

	@Test
	void aSurveyThatFindsNoThreadIsTriedAgain() {
		Queue<Throwable> failures = new ArrayDeque<>(
				List.of(new RejectedExecutionException("stopping"), new OutOfMemoryError("unable to create thread")));
		CachedDeviceStatistics scarce = new CachedDeviceStatistics(this::survey, () -> DEADLINE, MINUTE, (task) -> {
			Throwable failure = failures.poll();
			if (failure instanceof Error error) {
				throw error;
			}
			if (failure instanceof RuntimeException refused) {
				throw refused;
			}
			task.run();
		}, this.nanos::get);

		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(scarce::histories);
		after(MINUTE);
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(scarce::histories);
		after(MINUTE);

		assertThat(scarce.histories()).isPresent();
	}

	@Test
	void aFailureKeepsWhatIsKnownAndIsLoggedOnce(CapturedOutput output) {
		surveyed();
		this.storeIsDown = true;

		surveyed();
		surveyed();

		assertThat(this.surveys).hasValue(3);
		assertThat(this.overview.lastKnown("laptop-1")).isPresent();
		assertThat(output.getOut().split("cannot be counted", -1)).hasSize(2);
		assertThat(output).contains("storage-unreachable");
	}

	@Test
	void whoHasBeenSilentSinceTheDeadlineIsOverdue() {
		assertThat(this.overview.overdue()).isEmpty();

		runBackground();

		assertThat(this.overview.overdue()).hasValue(List.of("laptop-1"));
	}

	@Test
	void readersLearnOfEverySuccess() {
		List<SortedMap<String, DeviceStatistics>> read = new ArrayList<>();
		this.overview.read(read::add);

		surveyed();
		this.storeIsDown = true;
		surveyed();

		assertThat(read).hasSize(1);
	}

	private void surveyed() {
		this.overview.histories();
		runBackground();
		after(MINUTE);
	}

	private void runBackground() {
		this.background.remove().run();
	}

	private void after(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	private SortedMap<String, DeviceStatistics> survey() {
		after(this.takes);
		String name = "laptop-" + this.surveys.incrementAndGet();
		if (this.storeIsDown) {
			throw new ProblemException(ProblemType.STORAGE_UNREACHABLE, "The storage did not answer.");
		}
		SortedMap<String, DeviceStatistics> histories = new TreeMap<>();
		histories.put(name, new DeviceStatistics(Vault.DEFAULT, name, null));
		return histories;
	}

}
