package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.backups.TransferLimiter.Transfer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class TransferLimiterTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final TransferLimiter transfers = new TransferLimiter(new TransferProperties(3), this.meters);

	@Test
	void aTransferThatEndsTwiceGivesItsPlaceBackOnce() {
		Transfer first = this.transfers.begin();
		Transfer second = this.transfers.begin();

		first.close();
		first.close();

		assertThat(this.transfers.active()).isEqualTo(1);
		second.close();
		assertThat(this.transfers.active()).isZero();
	}

	@Test
	void metersShowWhatIsOnItsWayAndWhatMayBe() {
		try (Transfer transfer = this.transfers.begin()) {
			assertThat(this.meters.get("coffer.transfers.active").gauge().value()).isEqualTo(1);
			assertThat(this.meters.get("coffer.transfers.max").gauge().value()).isEqualTo(3);
		}
	}

}
