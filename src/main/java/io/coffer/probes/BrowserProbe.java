package io.coffer.probes;

import io.coffer.storage.Bucket;
import io.coffer.storage.ClientUpload;
import io.coffer.storage.NewObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sends a part of an upload as pages do that upload straight to the bucket: by a signed
 * URL, and after asking whether they may. The upload is always broken off.
 */
final class BrowserProbe {

	private static final Duration LIFETIME = Duration.ofMinutes(5);

	private static final byte[] PART = { 'p', 'a', 'r', 't' };

	private final Bucket bucket;

	private final AnonymousClient browser;

	BrowserProbe(Bucket bucket, AnonymousClient browser) {
		this.bucket = bucket;
		this.browser = browser;
	}

	List<BrowserAnswer> run(String key, List<String> origins) {
		ClientUpload upload = this.bucket.clientUploads()
			.begin(new NewObject(key, "application/octet-stream", "attachment", Map.of()));
		try {
			URI url = upload.presign(1, LIFETIME);
			List<BrowserAnswer> answers = new ArrayList<>();
			for (String origin : origins) {
				answers.add(new BrowserAnswer(origin,
						this.browser.send("OPTIONS", url,
								Map.of("Origin", origin, "Access-Control-Request-Method", "PUT",
										"Access-Control-Request-Headers", "content-type")),
						this.browser.send("PUT", url, Map.of("Origin", origin), PART)));
			}
			return answers;
		}
		finally {
			upload.abort();
		}
	}

}
