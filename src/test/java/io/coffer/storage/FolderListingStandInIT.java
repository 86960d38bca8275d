package io.coffer.storage;

import io.coffer.providers.S3Settings;
import io.coffer.standins.StandIn;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Folders on a stand-in for each of the five main providers. */
@Tag("stand-ins")
@ParameterizedClass
@MethodSource("io.coffer.standins.StandIns#all")
class FolderListingStandInIT extends FolderListing {

	private final StandIn standIn;

	FolderListingStandInIT(StandIn standIn) {
		this.standIn = standIn;
	}

	@Override
	S3Settings settings() {
		return this.standIn.settings();
	}

}
