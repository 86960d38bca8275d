package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.coffer.testing.RunningCoffer;
import io.coffer.testing.StandInStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SettingsChangeIT extends RunningCoffer {

	@Autowired
	private Storage storage;

	@AfterEach
	void theEmbeddedStoreIsBack() {
		this.storage.connect(this.embedded.open(), null);
	}

	@Test
	void theClientsOfOldSettingsWorkUntilTheirLastUserHasLeftAndNoLonger() {
		try (StandInStore other = new StandInStore()) {
			Bucket first = this.storage.open();
			Bucket second = this.storage.open();

			this.storage.connect(other.settings(), null);
			first.close();
			first.close();

			assertThatNoException().isThrownBy(second::ping);
			second.close();
			assertThatIllegalStateException().isThrownBy(second::ping);
		}
	}

}
