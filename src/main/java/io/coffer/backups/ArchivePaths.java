package io.coffer.backups;

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
class ArchivePaths implements WebMvcConfigurer {

	private final ArchiveTypes types;

	ArchivePaths(ArchiveTypes types) {
		this.types = types;
	}

	@Override
	public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
		for (String extension : this.types.extensions()) {
			String ending = extension.substring(extension.lastIndexOf('.') + 1);
			configurer.mediaType(ending, MediaType.parseMediaType(ArchiveType.of(extension).contentType()));
		}
	}

}
