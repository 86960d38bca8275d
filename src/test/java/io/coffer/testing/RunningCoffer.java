package io.coffer.testing;

import io.coffer.embedded.EmbeddedStore;
import io.coffer.providers.S3Settings;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Coffer as a whole on a port of its own, with an embedded store and a data directory of
 * its own. Tests of the same properties share one; each works with devices of its own.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class RunningCoffer {

	protected static final String ADMIN_TOKEN = "an-admin-token-of-the-tests-only";

	@LocalServerPort
	protected int port;

	@Autowired
	protected EmbeddedStore embedded;

	@DynamicPropertySource
	static void ownDirectoryAndPorts(DynamicPropertyRegistry properties) {
		String directory = TemporaryDirectory.create().toString();
		properties.add("coffer.data-dir", () -> directory);
		properties.add("coffer.embedded.port", () -> 0);
		properties.add("coffer.s3-door.port", () -> 0);
		properties.add("coffer.admin-token", () -> ADMIN_TOKEN);
	}

	/** Speaks as the administrator. */
	protected Coffer admin() {
		return new Coffer(this.port, ADMIN_TOKEN);
	}

	/** Speaks as a device, with a new token. */
	protected Coffer device(String name) {
		Answer answer = admin().post("/devices/" + Coffer.encode(name) + "/token");
		return new Coffer(this.port, answer.json().get("token").asString());
	}

	/** Looks into the embedded store as any S3 client can. */
	protected PlainS3 store() {
		return new PlainS3(this.embedded.open());
	}

	/** Keeps backups in that store from now on; {@code DELETE /config} ends it. */
	protected void connectTo(StandInStore store) {
		connectTo(store.settings());
	}

	/** The same with any store; its tokens and its policy hold. */
	protected void connectTo(S3Settings settings) {
		admin()
			.sendJson("PUT", "/config?check=false&state=adopt", """
					{"endpoint": "%s", "region": "%s", "bucket": "%s", "accessKeyId": "%s", "secretAccessKey": "%s",
					 "rootPath": "%s"}""".formatted(settings.endpoint(), settings.region(), settings.bucket(),
					settings.accessKeyId(), settings.secretAccessKey(), settings.rootPath()))
			.hasStatus(200);
	}

	@BeforeEach
	void theServerIsUp() {
		admin().get("/actuator/health/liveness").hasStatus(200);
	}

}
