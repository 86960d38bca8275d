package io.coffer.testing;

import io.coffer.providers.Addressing;
import io.coffer.providers.Endpoint;
import io.coffer.providers.Endpoint.Typed;
import io.coffer.providers.Provider;
import io.coffer.providers.S3Settings;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The store that {@code COFFER_TEST_S3_*} names, by what {@code PUT /config} takes:
 * bucket and region may be part of the endpoint. Tests write below {@code coffer-tests/}.
 */
public final class OwnStore {

	public static final String ENDPOINT = "COFFER_TEST_S3_ENDPOINT";

	private static final String PREFIX = "COFFER_TEST_S3_";

	private OwnStore() {
	}

	/** Where it is. */
	public static S3Settings settings() {
		return settings(System::getenv);
	}

	static S3Settings settings(UnaryOperator<String> environment) {
		Provider provider = named(environment, "PROVIDER").map(Provider::valueOf).orElse(null);
		Addressing addressing = named(environment, "ADDRESSING").map(Addressing::valueOf).orElse(Addressing.AUTO);
		Endpoint where = Endpoint
			.of(new Typed(required(environment, "ENDPOINT"), value(environment, "BUCKET").orElse(null),
					value(environment, "REGION").orElse(null), provider, addressing));
		return new S3Settings(where.url(), where.region(), where.bucket(), required(environment, "ACCESS_KEY_ID"),
				required(environment, "SECRET_ACCESS_KEY"), "coffer-tests/", where.addressing(),
				value(environment, "PUBLIC_ENDPOINT").map(where::readPublicEndpoint).orElse(null), where.provider());
	}

	private static Optional<String> named(UnaryOperator<String> environment, String name) {
		return value(environment, name).map((value) -> value.toUpperCase(Locale.ROOT));
	}

	private static String required(UnaryOperator<String> environment, String name) {
		return value(environment, name).orElseThrow(() -> new IllegalStateException(PREFIX + name + " is not set"));
	}

	private static Optional<String> value(UnaryOperator<String> environment, String name) {
		return Optional.ofNullable(environment.apply(PREFIX + name))
			.map(String::strip)
			.filter((value) -> !value.isEmpty());
	}

}
