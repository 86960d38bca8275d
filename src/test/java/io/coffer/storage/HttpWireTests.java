package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.providers.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire where nothing else secures a body, so that its signature has to. */
@Tag("other-digits")
class HttpWireTests extends WireContract {

	@Override
	@Nullable SSLContext tls() {
		return null;
	}

	@Override
	String payloadOf(String body) {
		return ExpectedWire.sha256(body);
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "127.0.0.1" })
	void bodiesThatStayOnThisMachineAreNotSigned(String host) throws IOException {
		try (WireRecorder store = new WireRecorder(null)) {
			use(store, host, Provider.MINIO);

			assertThat(store.requests()).isNotEmpty().allSatisfy((sent) -> {
				assertThat(sent.header("x-amz-content-sha256")).as(sent.call()).isEqualTo("UNSIGNED-PAYLOAD");
				assertThat(sent.header("host")).isEqualTo(host + ":" + store.port());
			});
		}
	}

	@Test
	void everyProviderHasARow() throws IOException {
		try (InputStream table = Objects.requireNonNull(HttpWireTests.class.getResourceAsStream("wire.csv"))) {
			assertThat(new String(table.readAllBytes(), StandardCharsets.UTF_8).lines()
				.skip(1)
				.filter((line) -> !line.startsWith("#"))
				.map((line) -> line.replaceFirst(" .*", "")))
				.containsExactlyElementsOf(Stream.of(Provider.values()).map(Provider::name).toList());
		}
	}

}
