package io.coffer.standins;

import io.coffer.testing.TemporaryDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for the hosts of the stand-ins, its own authority, made anew by every
 * run.
 */
final class TestCertificate {

	private static final String PASSWORD = "of-the-tests-only";

	private TestCertificate() {
	}

	/** Makes one, and makes this JVM trust it and nothing else. */
	static SSLContext trusted(List<String> hosts) {
		try {
			Path file = TemporaryDirectory.create().resolve("keys.p12");
			make(file, hosts);
			KeyStore keys = KeyStore.getInstance("PKCS12");
			try (InputStream in = Files.newInputStream(file)) {
				keys.load(in, PASSWORD.toCharArray());
			}
			KeyManagerFactory holders = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			holders.init(keys, PASSWORD.toCharArray());
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(keys);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(holders.getKeyManagers(), trust.getTrustManagers(), null);
			SSLContext.setDefault(context);
			System.setProperty("javax.net.ssl.trustStore", file.toString());
			System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
			return context;
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException("There is no certificate for the stand-ins", ex);
		}
	}

	private static void make(Path file, List<String> hosts) throws IOException {
		String names = hosts.stream().map((host) -> "dns:" + host).collect(Collectors.joining(","));
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-alias",
				"stand-ins", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=Coffer's tests", "-validity",
				"2", "-ext", "bc=ca:true", "-ext", "san=" + names)
			.redirectErrorStream(true)
			.start();
		String output = new String(keytool.getInputStream().readAllBytes(), Charset.defaultCharset());
		try {
			if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
				throw new IOException(output);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

}
