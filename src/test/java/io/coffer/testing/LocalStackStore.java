package io.coffer.testing;

import io.coffer.providers.Addressing;
import io.coffer.providers.S3Settings;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** One LocalStack for all tests, started by the first; it ends with the JVM. */
public final class LocalStackStore {

	/** The last version that needs no account token. */
	private static final String IMAGE = "localstack/localstack:4.14.0";

	private static final String BUCKET = "coffer-tests";

	private LocalStackStore() {
	}

	/** Where it is. */
	public static S3Settings settings() {
		return Holder.SETTINGS;
	}

	private static S3Settings start() {
		LocalStackContainer container = new LocalStackContainer(DockerImageName.parse(IMAGE)).withServices("s3");
		container.start();
		S3Settings settings = new S3Settings(container.getEndpoint(), container.getRegion(), BUCKET,
				container.getAccessKey(), container.getSecretKey(), "", Addressing.PATH, null);
		new PlainS3(settings).client().createBucket((request) -> request.bucket(BUCKET));
		return settings;
	}

	private static final class Holder {

		private static final S3Settings SETTINGS = start();

	}

}
