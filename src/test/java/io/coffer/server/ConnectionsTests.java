package io.coffer.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.coffer.testing.Wire;
import io.coffer.testing.Wire.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Connections that want more than their share. */
@ServerTest
class ConnectionsTests {

	private static final String LIVENESS = "GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\n\r\n";

	@LocalServerPort
	private int port;

	@Autowired
	private ServerTest.ReadOn readOn;

	private final List<AutoCloseable> open = new ArrayList<>();

	@AfterEach
	void theyGo() throws Exception {
		for (AutoCloseable one : this.open) {
			one.close();
		}
	}

	@Test
	void aHeadThatDripsHasItsTimeInAllAndNotForEachByte() {
		Wire slow = connect();
		send(slow, "GET / HTTP/1.1\r\nX-Slow: ");

		await().pollInterval(Duration.ofMillis(200)).until(() -> !isTaken(slow, "x"));
	}

	@Test
	void connectionsThatNothingHappensOnMakeRoomForOthers() throws IOException {
		for (int i = 0; i < 100; i++) {
			connect();
		}

		assertAlive();
	}

	@Test
	void oneAddressHasItsShareOfTheConnections() throws Exception {
		InetAddress other = InetAddress.getByAddress(new byte[] { 127, 0, 0, 2 });
		assumeThat(canBind(other)).as("127.0.0.2 is an address of this machine").isTrue();

		List<Socket> sockets = new ArrayList<>();
		for (int i = 0; i < 11; i++) {
			Socket socket = new Socket(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), this.port, other, 0);
			this.open.add(socket);
			socket.setSoTimeout(60_000);
			sockets.add(socket);
		}
		assertThat(sockets.get(10).getInputStream().read()).isEqualTo(-1);
		assertAlive();
		sockets.get(0).getOutputStream().write(LIVENESS.getBytes(US_ASCII));
		assertThat(sockets.get(0).getInputStream().read()).isEqualTo('H');
	}

	@Test
	void aStrangerWhoTakesNothingKeepsNoPlaceFromCallersAndIsGivenUp() throws IOException {
		Wire idle = connect();
		send(idle, "GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
		await().until(() -> ask("GET /actuator/info").status() == 503);

		ask("GET /actuator/info").isProblem(503, "busy");
		assertThat(ask("GET /actuator/info", ServerTest.CALLER).status()).isNotEqualTo(503);
		assertAlive();
		await().until(() -> ask("GET /actuator/info").status() != 503);
	}

	@Test
	void aPlaceIsFreeAgainAfterEachRequest() throws IOException {
		for (int i = 0; i < 5; i++) {
			ask("POST /refused", ServerTest.CALLER).isProblem(409, "backup-exists");
			ask("POST /refused").isProblem(409, "backup-exists");
		}
	}

	@Test
	void aStrangersSecondRequestOnOneConnectionIsNotAnswered() throws IOException {
		Wire wire = connect();
		send(wire, LIVENESS.repeat(3));

		Answer answer = wire.answer();
		assertThat(answer.header("Connection")).isEqualTo("close");
		assertThat(answer.body()).doesNotContain("HTTP/1.1");
	}

	@Test
	void aCallersRefusedBodyIsReadBeyondTheLargestUploadAndTheConnectionGoesOn() throws IOException {
		Wire wire = connect();
		for (int i = 1; i < 3; i++) {
			wire.head("POST /refused HTTP/1.1", "Host: localhost", ServerTest.CALLER, "Content-Length: 5000000");
			wire.send(new byte[5_000_000]);

			wire.nextAnswer().isProblem(409, "backup-exists");
		}
		wire.close();
		await().untilAsserted(() -> {
			assertThat(this.readOn.begun()).hasValue(2);
			assertThat(this.readOn.ended()).hasValue(2);
		});
	}

	@Test
	void aStrangersRefusedBodyIsReadAsWell() throws IOException {
		Wire wire = connect();
		wire.head("POST /refused HTTP/1.1", "Host: localhost", "Content-Length: 20000000");
		wire.send(new byte[20_000_000]);

		wire.answer().isProblem(409, "backup-exists");
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"POST /refused HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
			"POST /refused HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nCONTENT-LENGTH: 0\r\n\r\n0\r\n\r\n",
			"GET / HTTP/1.1\nHost: localhost\r\n\r\n", "GET / HTTP/1.1\r\nHost: localhost\n\r\n",
			"GET / HTTP/1.1\r\nHost: localhost\r\n\n", "\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n" })
	void aHeadThatCanBeReadInTwoWaysIsRefusedAndTheConnectionCloses(String head) throws IOException {
		Wire wire = connect();
		wire.send(head + LIVENESS);

		Answer answer = wire.answer();
		answer.isProblem(400, "invalid-request");
		assertThat(answer.header("Connection")).isEqualTo("close");
		assertThat(answer.body()).doesNotContain("HTTP/1.1");
	}

	@Test
	void aBodyThatSpeaksOfContentLengthIsNoneOfTheHeads() throws IOException {
		Wire wire = connect();
		wire.send("POST /refused HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
		wire.send("12\r\n\nContent-Length: 5\r\n0\r\n\r\n");

		wire.answer().isProblem(409, "backup-exists");
	}

	@Test
	void httpTwoWithoutTlsIsRefusedByAProblem() throws IOException {
		String beginning = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\4\0\0\0\0\0"
				+ "\0\0\3\1\5\0\0\0\7\u0082\u0084\u0086";
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(60_000);
			socket.getOutputStream().write(beginning.getBytes(ISO_8859_1));

			String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
			assertThat(answer).startsWith("\0\0\0\4\0\0\0\0\0")
				.contains("\1\4\0\0\0\7\b\u0003400", "application/problem+json", "\"code\":\"invalid-request\"")
				.endsWith("\7\0\0\0\0\0\0\0\0\7\0\0\0\r");
		}
	}

	@Test
	void anOfferToUpgradeToHttpTwoIsPassedOver() throws IOException {
		Answer answer = Wire.ask(this.port, "GET /actuator/health/liveness", "Connection: Upgrade, HTTP2-Settings",
				"Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA");
		assertThat(answer.status()).isEqualTo(200);
	}

	private Wire connect() {
		try {
			Wire wire = Wire.to(this.port);
			this.open.add(wire);
			return wire;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Answer ask(String line, String... headers) throws IOException {
		return Wire.ask(this.port, line, headers);
	}

	private void assertAlive() throws IOException {
		assertThat(ask("GET /actuator/health/liveness").status()).isEqualTo(200);
	}

	private static void send(Wire wire, String text) {
		assertThat(isTaken(wire, text)).isTrue();
	}

	private static boolean isTaken(Wire wire, String text) {
		try {
			wire.send(text);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static boolean canBind(InetAddress address) {
		try (ServerSocket probe = new ServerSocket(0, 1, address)) {
			return probe.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
