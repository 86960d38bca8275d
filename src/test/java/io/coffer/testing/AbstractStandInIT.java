package io.coffer.testing;

import io.coffer.providers.S3Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A running Coffer whose store is a stand-in, for the length of a test. */
public abstract class AbstractStandInIT extends RunningCoffer {

	protected StandInStore store;

	@BeforeEach
	protected void useTheStandIn() {
		this.store = new StandInStore();
		S3Settings settings = this.store.settings();
		admin().sendJson("PUT", "/config?check=false&state=adopt", """
				{"endpoint":"%s","region":"us-east-1","bucket":"%s","accessKeyId":"key","secretAccessKey":"secret",
				 "addressing":"path"}""".formatted(settings.endpoint(), settings.bucket())).hasStatus(200);
	}

	@AfterEach
	protected void returnToTheEmbeddedStore() {
		admin().delete("/config?state=adopt").hasStatus(204);
		this.store.close();
	}

}
