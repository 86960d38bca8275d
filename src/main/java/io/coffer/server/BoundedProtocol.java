package io.coffer.server;

import io.coffer.web.ProblemWriter;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 as Tomcat speaks it, with the bounds that Tomcat has no setting for: see
 * {@link BoundedEndpoint}. HTTP/2 without TLS is refused in its own words. Public for
 * Tomcat, which makes it by its name.
 */
public class BoundedProtocol extends Http11NioProtocol {

	private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

	private final BoundedEndpoint endpoint;

	private ConnectionBounds bounds = ConnectionBounds.NONE;

	private @Nullable UpgradeProtocol httpTwo;

	private @Nullable ScheduledFuture<?> look;

	/** Without bounds, until there are some. */
	public BoundedProtocol() {
		this(new BoundedEndpoint());
	}

	private BoundedProtocol(BoundedEndpoint endpoint) {
		super(endpoint);
		this.endpoint = endpoint;
	}

	/** Holds connections to these bounds from now on, and refuses with such problems. */
	void bound(ConnectionBounds bounds, ProblemWriter problems) {
		this.httpTwo = new HttpTwoRefusal(problems);
		this.bounds = bounds;
		setMaxConnections(bounds.connections());
		this.endpoint.bound(bounds);
	}

	/**
	 * Takes only a part of the connections that it may have, for itself and from one
	 * address.
	 */
	void keepToPart(int of) {
		ConnectionBounds part = this.bounds.part(of);
		setMaxConnections(part.connections());
		this.endpoint.bound(part);
	}

	@Override
	protected Processor createProcessor() {
		return new PatientProcessor(this);
	}

	/** That name is also asked for when a connection begins with HTTP/2's preface. */
	@Override
	public @Nullable UpgradeProtocol getUpgradeProtocol(@Nullable String name) {
		return "h2c".equals(name) ? this.httpTwo : super.getUpgradeProtocol(name);
	}

	@Override
	public void start() throws Exception {
		super.start();
		this.look = getUtilityExecutor().scheduleWithFixedDelay(this.endpoint::closeOverdue, LOOK_EVERY.toMillis(),
				LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() throws Exception {
		if (this.look != null) {
			this.look.cancel(false);
		}
		super.stop();
	}

}
