package io.coffer.storage;

import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

class HttpProxyTests extends ProxyContract {

	@Override
	@Nullable SSLContext tls() {
		return null;
	}

	@Override
	String asked(int port) {
		return " http://store.test:" + port + "/backups";
	}

}
