package io.coffer.storage;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/**
 * What Coffer knows about a kind of store: how to address it, how to send bodies, how
 * large and how many parts it takes, and how it keeps an object from being overwritten.
 */
public enum Provider {

	/**
	 * AWS S3 itself. Part rules:
	 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">Amazon
	 * S3 multipart upload limits</a>.
	 */
	AWS(Addressing.VIRTUAL, false, NoOverwrite.ATOMIC, Duration.ofSeconds(60)),

	/**
	 * The store inside this process. It decodes {@code aws-chunked} bodies while they
	 * arrive but holds others on the heap, and it is silent while it joins parts.
	 */
	EMBEDDED(Addressing.PATH, true, NoOverwrite.ATOMIC, Duration.ofMinutes(15)),

	/** Any other store: path style, plain bodies, no checksum headers. */
	GENERIC(Addressing.PATH, false, NoOverwrite.BEST_EFFORT, Duration.ofSeconds(60));

	private final Addressing addressing;

	private final boolean chunkedEncoding;

	private final NoOverwrite noOverwrite;

	private final Duration silence;

	Provider(Addressing addressing, boolean chunkedEncoding, NoOverwrite noOverwrite, Duration silence) {
		this.addressing = addressing;
		this.chunkedEncoding = chunkedEncoding;
		this.noOverwrite = noOverwrite;
		this.silence = silence;
	}

	/** Recognises the provider by the endpoint's host. */
	public static Provider at(URI endpoint) {
		String host = (endpoint.getHost() != null) ? endpoint.getHost().toLowerCase(Locale.ROOT) : "";
		return (host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn")) ? AWS : GENERIC;
	}

	/** The stable lower-case name. */
	public String id() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The addressing in force: what the settings ask for, else what the provider prefers.
	 */
	Addressing addressing(Addressing wanted) {
		return (wanted == Addressing.AUTO) ? this.addressing : wanted;
	}

	boolean chunkedEncoding() {
		return this.chunkedEncoding;
	}

	NoOverwrite noOverwrite() {
		return this.noOverwrite;
	}

	/**
	 * True if a lock of this process guards names better than the store's own condition.
	 */
	boolean guardsByLock() {
		return this == EMBEDDED;
	}

	/** How long the store may be silent before it counts as lost. */
	Duration silence() {
		return this.silence;
	}

	/** The most parts that one upload may have. */
	int maxParts() {
		return 10_000;
	}

}
