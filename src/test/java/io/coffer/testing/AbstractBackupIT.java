package io.coffer.testing;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/**
 * A running Coffer in which every test has a device and an application of its own, so
 * that it finds its own backups alone.
 */
public abstract class AbstractBackupIT extends RunningCoffer {

	public static final int PART = 8 * 1024 * 1024;

	protected String device;

	protected String application;

	/** Speaks as the device. */
	protected Coffer coffer;

	protected PlainS3 store;

	@BeforeEach
	protected void aDeviceAndAnApplicationOfItsOwn() {
		this.device = "device-" + UUID.randomUUID();
		this.application = "app-" + UUID.randomUUID();
		this.coffer = device(this.device);
		this.store = store();
	}

	/** The query of an upload for the application, with more parameters. */
	protected String query(String... more) {
		String rest = (more.length > 0) ? "&" + String.join("&", more) : "";
		return "?application=" + this.application + rest;
	}

	/** Uploads a body whose length is not announced. */
	protected Answer chunked(byte[] archive, String query, String... headers) {
		return this.coffer.send("POST", "/backups" + query,
				BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(archive)), headers);
	}

	/** Everything in the bucket that bears the test's names. */
	protected List<String> objects() {
		return ours(this.store.keys(""));
	}

	/** The test's multipart uploads that are open. */
	protected List<String> openUploads() {
		return ours(this.store.openUploads());
	}

	protected String bearer() {
		return "Authorization: Bearer " + this.coffer.token();
	}

	private List<String> ours(List<String> keys) {
		return keys.stream().filter((key) -> key.contains(this.device) || key.contains(this.application)).toList();
	}

}
