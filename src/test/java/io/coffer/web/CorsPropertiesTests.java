package io.coffer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.StartRefusedException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsPropertiesTests {

	@ParameterizedTest
	@ValueSource(strings = { "https://app.example.org", "http://localhost:3000", "https://[::1]:8443",
			"https://xn--bcher-kva.example" })
	void anOriginAsBrowsersSendItIsTaken(String origin) {
		assertThat(new CorsProperties(List.of(origin)).allowedOrigins()).containsExactly(origin);
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "null", "", "app.example.org", "https://*.example.org", "https://app.example.org/",
			"https://App.example.org", "https://app.example.org:443", "http://app.example.org:80",
			"https://app.example.org/app", "ftp://app.example.org", "https://user@app.example.org", "https://a b" })
	void anythingThatWouldNeverMatchOrMatchTooMuchStopsTheStart(String origin) {
		assertThatExceptionOfType(StartRefusedException.class)
			.isThrownBy(() -> new CorsProperties(List.of("https://good.example", origin)))
			.withMessageContaining("coffer.cors.allowed-origins");
	}

}
