package io.coffer.backups;

import io.coffer.storage.S3Settings;
import io.coffer.testing.RunningCoffer;
import io.coffer.testing.StandInStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A running Coffer whose store is a stand-in, for the length of a test. */
abstract class StandInRoom extends RunningCoffer {

	StandInStore store;

	@BeforeEach
	void useTheStandIn() {
		this.store = new StandInStore();
		S3Settings settings = this.store.settings();
		admin().sendJson("PUT", "/config?check=false", """
				{"endpoint":"%s","region":"us-east-1","bucket":"%s","accessKeyId":"key","secretAccessKey":"secret",
				 "addressing":"path"}""".formatted(settings.endpoint(), settings.bucket())).hasStatus(200);
	}

	@AfterEach
	void returnToTheEmbeddedStore() {
		admin().delete("/config").hasStatus(204);
		this.store.close();
	}

}
