package io.coffer.storage;

import io.coffer.standins.StandIns;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;

/** Through a tunnel, in the JVM that trusts the stand-ins' certificate. */
@Tag("stand-ins")
class HttpsProxyStandInIT extends ProxyContract {

	@Override
	SSLContext tls() {
		return StandIns.tls();
	}

	@Override
	String asked(int port) {
		return "CONNECT store.test:" + port + " ";
	}

}
