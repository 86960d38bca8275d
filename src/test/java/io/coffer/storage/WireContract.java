package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.providers.Addressing;
import io.coffer.providers.Provider;
import io.coffer.providers.S3Settings;
import io.coffer.storage.WireRecorder.Sent;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * What goes on the wire for each provider, to the last header, so that an SDK that sends
 * something else fails the build and not a backup.
 */
abstract class WireContract {

	private static final String BODY = EveryCall.BODY;

	/** Sent with every request, by the SDK or by HTTP itself. */
	private static final Set<String> ALWAYS = Set.of("amz-sdk-invocation-id", "amz-sdk-request", "authorization",
			"connection", "host", "user-agent", "x-amz-date");

	/** What is signed of the headers above. */
	private static final Set<String> ALWAYS_SIGNED = Set.of("amz-sdk-invocation-id", "amz-sdk-request", "host",
			"x-amz-date");

	/** What secures the connection, or null for none. */
	abstract @Nullable SSLContext tls();

	/** What is sent beside a body that is no archive. */
	abstract String payloadOf(String body);

	@ParameterizedTest(name = "{0}")
	@CsvFileSource(resources = "wire.csv", delimiter = '|', nullValues = "-", numLinesToSkip = 1)
	void eachProviderIsSentWhatItUnderstands(Provider provider, String style, String list, @Nullable String guard,
			@Nullable String expect, String overHttps, @Nullable String overHttp) throws IOException {
		@Nullable String payload = (tls() != null) ? overHttps : overHttp;
		Assumptions.assumeTrue(payload != null, "never called over http");
		ExpectedWire expected = new ExpectedWire(style.equals("virtual"), list.equals("v2"), guard, expect,
				String.valueOf(payload));
		try (WireRecorder store = new WireRecorder(tls())) {
			URI link = use(store, "store.test", provider);

			assertThat(store.requests()).allSatisfy((sent) -> isSigned(sent, expected.host(store.port())));
			archiveIsSent(store, expected, provider);
			partsAreSent(store, expected);
			objectsAreAskedFor(store, expected, provider);
			bucketIsListed(store, expected);
			linkNeedsNothingElse(link, expected, store.port());
		}
	}

	/** Makes every call that Coffer makes. */
	URI use(WireRecorder store, String host, Provider provider) throws IOException {
		URI endpoint = URI.create(((tls() != null) ? "https" : "http") + "://" + host + ":" + store.port());
		S3Settings settings = new S3Settings(endpoint, "region-1", "backups", "key", "secret", "laptop/",
				Addressing.AUTO, null, provider);
		try (Bucket bucket = StorageAlone.with(StorageAlone.everyNameIsHere()).open(settings)) {
			return EveryCall.of(bucket);
		}
	}

	private static void isSigned(Sent sent, String host) {
		Set<String> signed = new TreeSet<>(sent.headers().keySet());
		signed.removeAll(ALWAYS);
		signed.remove("expect");
		signed.addAll(ALWAYS_SIGNED);
		assertThat(sent.header("host")).isEqualTo(host);
		assertThat(sent.signed("Credential")).matches("key/\\d{8}/region-1/s3/aws4_request");
		assertThat(sent.signed("SignedHeaders").split(";")).as(sent.call()).containsExactlyElementsOf(signed);
	}

	private void archiveIsSent(WireRecorder store, ExpectedWire expected, Provider provider) {
		Sent put = only(store, "PUT");
		assertThat(put.path()).isEqualTo(expected.path("a.zip"));
		assertThat(told(put)).as("PutObject to %s", provider)
			.isEqualTo(expected
				.guarded(expected.describing(expected.archive("application/zip", BODY, put.body().length()))));
		assertThat(masked(put.body())).isEqualTo(expected.framed(BODY));
	}

	private void partsAreSent(WireRecorder store, ExpectedWire expected) {
		assertThat(told(only(store, "POST uploads"))).as("CreateMultipartUpload")
			.isEqualTo(expected.describing(Map.of("content-type", "application/zip", "content-length", "0",
					"x-amz-content-sha256", payload(expected, ""))));
		List<Sent> parts = sent(store, "PUT partNumber uploadId");
		assertThat(parts).extracting((part) -> part.query().get("partNumber")).containsExactlyInAnyOrder("1", "2");
		assertThat(parts).allSatisfy((part) -> {
			String body = "1".equals(part.query().get("partNumber")) ? "arc" : "hi";
			assertThat(part.path()).isEqualTo(expected.path("b.zip"));
			assertThat(told(part)).as("UploadPart")
				.isEqualTo(expected.archive("application/octet-stream", body, part.body().length()));
			assertThat(masked(part.body())).isEqualTo(expected.framed(body));
		});
		Sent complete = only(store, "POST uploadId");
		assertThat(told(complete)).as("CompleteMultipartUpload")
			.isEqualTo(expected.guarded(Map.of("content-type", "application/xml", "content-length",
					String.valueOf(complete.body().length()), "x-amz-content-sha256",
					payload(expected, complete.body()))));
	}

	private String payload(ExpectedWire expected, String body) {
		return expected.payload().equals("UNSIGNED-PAYLOAD") ? expected.payload() : payloadOf(body);
	}

	private static void objectsAreAskedFor(WireRecorder store, ExpectedWire expected, Provider provider) {
		Map<String, String> nothing = Map.of("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
		// After each of two writes, and before where the guard is not relied on
		int heads = List.of(Provider.AWS, Provider.EMBEDDED).contains(provider) ? 2 : 4;
		assertThat(sent(store, "HEAD")).hasSize(heads)
			.allSatisfy((head) -> assertThat(told(head)).as("HeadObject").isEqualTo(nothing));
		Map<String, String> get = new TreeMap<>(nothing);
		get.put("range", "bytes=1-2");
		if (provider == Provider.AWS) {
			// What the SDK adds to its defaults: the CRC32 of the request's empty body
			get.putAll(Map.of("x-amz-checksum-crc32", "AAAAAA==", "x-amz-te", "append-md5"));
		}
		assertThat(told(only(store, "GET"))).as("GetObject").isEqualTo(get);
		assertThat(told(only(store, "DELETE"))).as("DeleteObject").isEqualTo(nothing);
		assertThat(only(store, "DELETE").path()).isEqualTo(expected.path("a.zip"));
	}

	private static void bucketIsListed(WireRecorder store, ExpectedWire expected) {
		Map<String, String> asked = new TreeMap<>(Map.of("prefix", "laptop%2F", "delimiter", "%2F"));
		asked.putAll(expected.listsV2() ? Map.of("list-type", "2", "start-after", "laptop%2Fa.zip")
				: Map.of("marker", "laptop%2Fa.zip"));
		Sent list = only(store, "GET " + String.join(" ", asked.keySet()));
		assertThat(list.query()).isEqualTo(asked);
		assertThat(list.path()).isEqualTo(expected.virtual() ? "/" : "/backups");
		assertThat(told(list)).isEqualTo(Map.of("x-amz-content-sha256", "UNSIGNED-PAYLOAD"));
	}

	/** A browser or curl sends the host and nothing else. */
	private static void linkNeedsNothingElse(URI link, ExpectedWire expected, int port) {
		Map<String, String> query = Sent.query(link.getRawQuery());
		assertThat(link.getRawAuthority()).isEqualTo(expected.host(port));
		assertThat(link.getRawPath()).isEqualTo(expected.path("a.zip"));
		assertThat(query).containsOnlyKeys("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires",
				"X-Amz-Signature", "X-Amz-SignedHeaders");
		assertThat(query).containsEntry("X-Amz-SignedHeaders", "host").containsEntry("X-Amz-Expires", "300");
		assertThat(query.get("X-Amz-Credential")).matches("key%2F\\d{8}%2Fregion-1%2Fs3%2Faws4_request");
	}

	/**
	 * The headers but those of every request, and without what is made anew each time.
	 */
	private static Map<String, String> told(Sent sent) {
		Map<String, String> told = new TreeMap<>(sent.headers());
		told.keySet().removeAll(ALWAYS);
		told.computeIfPresent("x-amz-meta-coffer-upload", (name, value) -> "(any)");
		return told;
	}

	private static String masked(String body) {
		return body.replaceAll("signature([=:])[0-9a-f]{64}", "signature$1(hex)")
			.replaceAll("crc32:[A-Za-z0-9+/]{6}==", "crc32:(base64)");
	}

	private static Sent only(WireRecorder store, String call) {
		List<Sent> sent = sent(store, call);
		assertThat(sent).as(call).hasSize(1);
		return sent.get(0);
	}

	private static List<Sent> sent(WireRecorder store, String call) {
		return store.requests().stream().filter((sent) -> sent.call().equals(call)).toList();
	}

}
