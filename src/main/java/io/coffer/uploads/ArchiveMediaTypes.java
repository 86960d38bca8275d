package io.coffer.uploads;

import io.coffer.archives.ArchiveFormat;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Tells Spring that paths may end like archives. For endings that it does not know it
 * adds {@code Content-Disposition: inline;filename=f.txt} to answers, against browsers
 * that would take the JSON for a file of that kind; {@code nosniff} sees to that here.
 */
@Configuration(proxyBeanMethods = false)
class ArchiveMediaTypes implements WebMvcConfigurer {

	@Override
	public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
		Stream
			.concat(Arrays.stream(ArchiveFormat.values()).map(ArchiveFormat::extension),
					Stream.of("tgz", "tzst", "bak", "gpg", "sql", "db", "dump"))
			.filter((extension) -> !extension.isEmpty())
			.forEach((extension) -> configurer.mediaType(extension, MediaType.APPLICATION_OCTET_STREAM));
	}

}
