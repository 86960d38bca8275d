package io.coffer.storage;

import io.coffer.providers.S3Settings;
import io.coffer.standins.StandIn;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract on a stand-in for each of the five main providers. */
@Tag("stand-ins")
@ParameterizedClass
@MethodSource("io.coffer.standins.StandIns#all")
class StorageContractStandInIT extends StorageContract {

	private final StandIn standIn;

	StorageContractStandInIT(StandIn standIn) {
		this.standIn = standIn;
	}

	@Override
	S3Settings settings() {
		return this.standIn.settings();
	}

	/** Not every provider tells a client. */
	@Override
	List<String> openUploads() {
		return this.standIn.openUploads().stream().filter((key) -> key.startsWith(this.settings.rootPath())).toList();
	}

}
