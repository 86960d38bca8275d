package io.coffer.config;

import io.coffer.CofferApplication;
import io.coffer.testing.Coffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Coffer from its start to its end, once; its data directory stays. */
record StartedCoffer(ConfigurableApplicationContext context) implements AutoCloseable {

	static final String ADMIN_TOKEN = "an-admin-token-of-the-tests-only";

	static StartedCoffer on(Path data, String... arguments) {
		return start(new StandardEnvironment(), data, arguments);
	}

	/** With these environment variables and no other. */
	static StartedCoffer with(Map<String, Object> variables, Path data, String... arguments) {
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
		return start(environment, data, arguments);
	}

	private static StartedCoffer start(StandardEnvironment environment, Path data, String... arguments) {
		Map<String, String> all = new LinkedHashMap<>(Map.of("server.port", "0", "coffer.embedded.port", "0",
				"coffer.data-dir", data.toString(), "coffer.admin-token", ADMIN_TOKEN));
		for (String argument : arguments) {
			String[] parts = argument.split("=", 2);
			all.put(parts[0], parts[1]);
		}
		return new StartedCoffer(new SpringApplicationBuilder(CofferApplication.class).environment(environment)
			.run(all.entrySet().stream().map((argument) -> "--" + argument).toArray(String[]::new)));
	}

	Coffer admin() {
		return new Coffer(this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class),
				ADMIN_TOKEN);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
