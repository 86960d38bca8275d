package io.coffer.storage;

import io.coffer.standins.StandIns;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;

/** The wire over TLS, which secures what is not signed. */
@Tag("stand-ins")
class HttpsWireStandInIT extends WireContract {

	@Override
	SSLContext tls() {
		return StandIns.tls();
	}

	@Override
	String payloadOf(String body) {
		return "UNSIGNED-PAYLOAD";
	}

}
