package io.coffer.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ConnectionBoundsTests {

	private static final long HEAP = DataSize.ofMegabytes(256).toBytes();

	@Test
	void thereAreAsManyConnectionsAsAnEighthOfTheHeapHolds() {
		assertThat(bounds(8192, false, null).connections()).isEqualTo(512);
		assertThat(bounds(100, false, null).connections()).isEqualTo(100);
	}

	@Test
	void oneAddressHasAQuarterOfThemUnlessToldOtherwise() {
		assertThat(bounds(8192, false, null).perAddress()).isEqualTo(128);
		assertThat(bounds(8192, false, 7).perAddress()).isEqualTo(7);
	}

	@Test
	void aProxyThatForwardsForOthersHasNoLimitUnlessItIsGivenOne() {
		assertThat(bounds(8192, true, null).perAddress()).isZero();
		assertThat(bounds(8192, true, 7).perAddress()).isEqualTo(7);
	}

	private static ConnectionBounds bounds(int most, boolean forwarded, @Nullable Integer perAddress) {
		return ConnectionBounds.of(HEAP, most, forwarded,
				new ConnectionLimits(perAddress, DataSize.ofKilobytes(16), Duration.ofSeconds(60)));
	}

}
