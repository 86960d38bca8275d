package io.coffer.testing;

import io.coffer.storage.Addressing;
import io.coffer.storage.S3Settings;
import java.net.URI;
import java.util.Objects;

/**
 * The store that {@code COFFER_TEST_S3_*} names. Tests write below {@code coffer-tests/}.
 */
public final class OwnStore {

	public static final String ENDPOINT = "COFFER_TEST_S3_ENDPOINT";

	private OwnStore() {
	}

	/** Where it is. */
	public static S3Settings settings() {
		return new S3Settings(URI.create(variable("ENDPOINT")), variable("REGION"), variable("BUCKET"),
				variable("ACCESS_KEY_ID"), variable("SECRET_ACCESS_KEY"), "coffer-tests/", Addressing.AUTO, null);
	}

	private static String variable(String name) {
		return Objects.requireNonNull(System.getenv("COFFER_TEST_S3_" + name),
				"COFFER_TEST_S3_" + name + " is not set");
	}

}
