package io.coffer.s3door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.testing.Archives;
import io.coffer.testing.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Signatures hold behind nginx, set up as the documentation shows. */
@Programs.Need({ "nginx", "openssl" })
class DoorProxyIT extends AbstractDoorIT {

	private static final byte[] LARGE = Archives.zip(PART + 1000);

	private static final Pattern SNIPPET = Pattern.compile("### The S3 port.*?```nginx\n(.*?)```", Pattern.DOTALL);

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path directory;

	@SuppressWarnings("NullAway.Init")
	private Process nginx;

	private int tls;

	@BeforeEach
	void startNginx() throws IOException {
		assertThat(Programs
			.run(Map.of(), this.directory, "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
					"-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", "tls.key", "-out",
					"tls.crt")
			.status()).isZero();
		try (ServerSocket free = new ServerSocket(0)) {
			this.tls = free.getLocalPort();
		}
		Path configuration = Files.writeString(this.directory.resolve("nginx.conf"), configuration());
		this.nginx = new ProcessBuilder("nginx", "-p", this.directory.toString(), "-c", configuration.toString(), "-g",
				"daemon off;")
			.redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("nginx.log").toFile())
			.start();
		await().until(this::isUp);
	}

	@AfterEach
	void stopNginx() throws InterruptedException {
		this.nginx.destroy();
		assertThat(this.nginx.waitFor(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void archivesPassOverTls() {
		String id = this.pair.get("accessKeyId").asString();
		for (RequestChecksumCalculation checksums : RequestChecksumCalculation.values()) {
			String key = key(checksums + ".zip");
			try (S3Client client = client(id, this.pair.get("secretAccessKey").asString())
				.endpointOverride(URI.create("https://localhost:" + this.tls))
				.requestChecksumCalculation(checksums)
				.httpClientBuilder(Apache5HttpClient.builder().tlsTrustManagersProvider(this::trust))
				.build()) {
				client.putObject((put) -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(LARGE));

				assertThat(client.getObjectAsBytes((get) -> get.bucket(BUCKET).key(key)).asByteArray())
					.isEqualTo(LARGE);
			}
		}
	}

	private String configuration() throws IOException {
		Matcher snippet = SNIPPET.matcher(Files.readString(Path.of("docs/operations.md")));
		assertThat(snippet.find()).isTrue();
		String server = snippet.group(1)
			.replace("listen 443 ssl", "listen 127.0.0.1:" + this.tls + " ssl")
			.replace("/etc/ssl/backup", this.directory.resolve("tls").toString())
			.replace("http://127.0.0.1:8334", "http://127.0.0.1:" + endpoint().getPort());
		return """
				pid nginx.pid;
				error_log stderr warn;
				events { }
				http {
				  access_log off;
				  client_body_temp_path client_body;
				  proxy_temp_path proxy;
				  fastcgi_temp_path fastcgi;
				  uwsgi_temp_path uwsgi;
				  scgi_temp_path scgi;
				  %s
				}
				""".formatted(server);
	}

	private boolean isUp() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.tls)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private TrustManager[] trust() {
		try (InputStream certificate = Files.newInputStream(this.directory.resolve("tls.crt"))) {
			KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
			trusted.load(null, null);
			trusted.setCertificateEntry("nginx",
					CertificateFactory.getInstance("X.509").generateCertificate(certificate));
			TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			factory.init(trusted);
			return factory.getTrustManagers();
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new AssertionError(ex);
		}
	}

}
