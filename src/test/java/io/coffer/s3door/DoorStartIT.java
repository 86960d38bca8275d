package io.coffer.s3door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.coffer.CofferApplication;
import io.coffer.testing.Coffer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The port is opened, or it is said why not. */
class DoorStartIT {

	private static final String TOKEN = "an-admin-token-of-the-tests-only";

	private final Path data;

	DoorStartIT(@TempDir Path data) {
		this.data = data;
	}

	@Test
	void aPortThatWasSetAndIsTakenStopsTheStart() throws IOException {
		try (ServerSocket taken = new ServerSocket(0)) {
			String port = "--coffer.s3-door.port=" + taken.getLocalPort();
			assertThatException().isThrownBy(() -> start(port).close())
				.withStackTraceContaining("Port " + taken.getLocalPort() + " cannot be opened");
		}
	}

	@Test
	void withoutThePortTokensComeWithoutKeyPairs() {
		try (ConfigurableApplicationContext context = start("--coffer.s3-door.enabled=false")) {
			int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			assertThat(new Coffer(port, TOKEN).post("/devices/laptop/token").hasStatus(201).json().has("s3")).isFalse();
		}
	}

	private ConfigurableApplicationContext start(String... arguments) {
		return new SpringApplicationBuilder(
				CofferApplication.class)
			.run(Stream.concat(Stream.of("--server.port=0", "--coffer.embedded.port=0", "--coffer.admin-token=" + TOKEN,
					"--coffer.data-dir=" + this.data), Stream.of(arguments))
				.toArray(String[]::new));
	}

}
