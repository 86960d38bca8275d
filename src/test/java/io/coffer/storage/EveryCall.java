package io.coffer.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coffer.network.ProxySelection;
import io.coffer.providers.Addressing;
import io.coffer.providers.Provider;
import io.coffer.providers.S3Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Makes every call that Coffer makes of a bucket. As a program of its own it does so with
 * what its environment says.
 */
final class EveryCall {

	static final String BODY = "archi";

	private EveryCall() {
	}

	/**
	 * Calls a store at a URL, of that provider, and prints that of an object, plain and
	 * signed.
	 */
	public static void main(String[] arguments) throws IOException {
		S3Settings settings = new S3Settings(URI.create(arguments[0]), "us-east-1", "backups", "key", "secret",
				"laptop/", Addressing.PATH, null, Provider.valueOf(arguments[1]));
		try (Bucket bucket = StorageAlone.with(StorageAlone.usualRules(), new ProxySelection()).open(settings)) {
			System.out.println(bucket.url("a.zip"));
			System.out.println(of(bucket));
		}
		System.exit(0); // else the SDK's threads keep it
	}

	/** Gives the presigned URL. */
	static URI of(Bucket bucket) throws IOException {
		bucket.store(body(), BODY.length(), object("a.zip"));
		bucket.storeInParts(body(), 3, object("b.zip"));
		bucket.read(new StoredObject("a.zip", 5, null, "\"e\"", null, null, Map.of(), null), 1, 2).close();
		bucket.list("", "a.zip", (listed) -> {
		});
		bucket.delete("a.zip");
		return bucket.presign("a.zip", Duration.ofMinutes(5));
	}

	private static ByteArrayInputStream body() {
		return new ByteArrayInputStream(BODY.getBytes(UTF_8));
	}

	private static NewObject object(String key) {
		return new NewObject(key, "application/zip", "attachment", Map.of());
	}

}
