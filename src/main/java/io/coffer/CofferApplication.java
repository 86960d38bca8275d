package io.coffer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Keeps an application's backup archives in S3-compatible storage. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CofferApplication {

	/**
	 * Starts the service; every setting comes from the environment or
	 * {@code application.yaml}.
	 */
	public static void main(String[] args) {
		Thread.setDefaultUncaughtExceptionHandler(new OutOfMemoryExit());
		SpringApplication.run(CofferApplication.class, args);
	}

}
