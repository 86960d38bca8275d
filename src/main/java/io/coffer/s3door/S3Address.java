package io.coffer.s3door;

import java.net.URI;
import java.util.Optional;

/** Where S3 clients find Coffer. */
public interface S3Address {

	/** The region that clients may name, as they may any. */
	String REGION = "us-east-1";

	/**
	 * The endpoint that clients are to use, or nothing while nobody answers there.
	 * @param host by which Coffer was reached
	 */
	Optional<URI> endpoint(String host);

}
