package io.coffer.backups;

import io.coffer.testing.Answer;
import io.coffer.testing.Coffer;
import io.coffer.testing.PlainS3;
import io.coffer.testing.RunningCoffer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/**
 * A running Coffer in which every test has a device and an application of its own, so
 * that it finds its own backups alone.
 */
abstract class BackupsRoom extends RunningCoffer {

	static final int PART = 8 * 1024 * 1024;

	String device;

	String application;

	/** Speaks as the device. */
	Coffer coffer;

	PlainS3 store;

	@BeforeEach
	void aDeviceAndAnApplicationOfItsOwn() {
		this.device = "device-" + UUID.randomUUID();
		this.application = "app-" + UUID.randomUUID();
		this.coffer = device(this.device);
		this.store = store();
	}

	/** The query of an upload for the application, with more parameters. */
	String query(String... more) {
		String rest = (more.length > 0) ? "&" + String.join("&", more) : "";
		return "?application=" + this.application + rest;
	}

	/** Uploads a body whose length is not announced. */
	Answer chunked(byte[] archive, String query, String... headers) {
		return this.coffer.send("POST", "/backups" + query,
				BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(archive)), headers);
	}

	/** Everything in the bucket that bears the test's names. */
	List<String> objects() {
		return ours(this.store.keys(""));
	}

	/** The test's multipart uploads that nobody has completed or aborted. */
	List<String> openUploads() {
		return ours(this.store.openUploads());
	}

	String bearer() {
		return "Authorization: Bearer " + this.coffer.token();
	}

	private List<String> ours(List<String> keys) {
		return keys.stream().filter((key) -> key.contains(this.device) || key.contains(this.application)).toList();
	}

}
