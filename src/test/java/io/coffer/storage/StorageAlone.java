package io.coffer.storage;

import io.coffer.client.S3CallMetrics;
import io.coffer.limits.UploadProperties;
import io.coffer.network.AddressPolicy;
import io.coffer.network.EndpointProperties;
import io.coffer.network.EndpointProperties.Access;
import io.coffer.network.ProxySelection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.util.unit.DataSize;

/** The storage without the rest of Coffer, and where its calls lead. */
public final class StorageAlone {

	private StorageAlone() {
	}

	/** One that calls whom those rules allow. */
	public static Storage with(AddressPolicy addresses) {
		return with(addresses, noProxies());
	}

	/** One whose calls go through those proxies. */
	public static Storage with(AddressPolicy addresses, ProxySelection proxies) {
		UploadProperties uploads = new UploadProperties(DataSize.ofGigabytes(1), DataSize.ofMegabytes(4),
				Duration.ofSeconds(10), 2, Duration.ofSeconds(10), DataSize.ofBytes(0));
		return new Storage(
				new Uploader(new BufferPool(uploads, byte[]::new), uploads, new SimpleAsyncTaskExecutorBuilder(),
						new SimpleMeterRegistry()),
				new NameLocks(), new ListingLimiter(new ListingProperties(8), new SimpleMeterRegistry()),
				new S3CallMetrics(new SimpleMeterRegistry()), addresses, proxies);
	}

	/** The rules of an installation that has not touched them. */
	public static AddressPolicy usualRules() {
		return new AddressPolicy(new EndpointProperties(Access.ALLOW));
	}

	/** Of a machine that names none. */
	public static ProxySelection noProxies() {
		return new ProxySelection((name) -> null, (name) -> null);
	}

	/** Every name is one of this machine, so that real ones can be asked. */
	static AddressPolicy everyNameIsHere() {
		return new AddressPolicy(new EndpointProperties(Access.ALLOW)) {
			@Override
			public InetAddress[] resolve(String host) throws UnknownHostException {
				return new InetAddress[] { InetAddress.getLoopbackAddress() };
			}
		};
	}

}
