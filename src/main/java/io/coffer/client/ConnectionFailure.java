package io.coffer.client;

import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Why a store did not answer.
 *
 * @param detail what happened
 * @param hint what to do about it
 */
record ConnectionFailure(String detail, String hint) {

	private static final ConnectionFailure PLAIN = new ConnectionFailure("The storage did not answer.",
			"Check the endpoint in the settings, and whether this machine can reach it.");

	private static final ConnectionFailure NO_HOST = new ConnectionFailure("The endpoint's host name does not resolve.",
			PLAIN.hint());

	private static final ConnectionFailure NO_TLS = new ConnectionFailure(
			"The endpoint does not answer TLS as expected.",
			"Check the scheme (http or https), the port and the certificate of the endpoint.");

	private static final ConnectionFailure UNTRUSTED = new ConnectionFailure(
			"The endpoint's TLS certificate is not trusted.",
			"The endpoint's certificate is signed by itself or by an authority that Java does not know. Give that authority's certificate to "
					+ "Coffer: in the container image with USE_SYSTEM_CA_CERTS=1, elsewhere by a trust store in "
					+ "JAVA_TOOL_OPTIONS.");

	private static final ConnectionFailure OTHER_NAME = new ConnectionFailure(
			"The endpoint's TLS certificate is for another host.",
			"Use an endpoint that the certificate names. With the bucket in the host it must cover that too: set addressing "
					+ "to \"path\".");

	private static final ConnectionFailure OUT_OF_DATE = new ConnectionFailure(
			"The endpoint's TLS certificate is not valid at this time.",
			"Renew the certificate of the endpoint, or set the clock of the machine that runs Coffer.");

	/** The reason that stands deepest in a failure, which is the most exact. */
	static ConnectionFailure of(Throwable failure) {
		ConnectionFailure silence = PLAIN;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			silence = refined(silence, cause);
		}
		return silence;
	}

	private static ConnectionFailure refined(ConnectionFailure known, Throwable cause) {
		if (cause instanceof UnknownHostException) {
			return NO_HOST;
		}
		if (cause instanceof CertPathBuilderException) {
			return UNTRUSTED;
		}
		if (cause instanceof SSLPeerUnverifiedException) {
			return OTHER_NAME;
		}
		if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
			return OUT_OF_DATE;
		}
		return (cause instanceof SSLException && known.equals(PLAIN)) ? NO_TLS : known;
	}

}
