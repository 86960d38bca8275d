package io.coffer.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.converter.xml.JacksonXmlHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.DeserializationFeature;

/**
 * Keeps the API to JSON, although the embedded store brings an XML mapper: no Accept
 * header changes an answer (RFC 9110 section 12.5.1 lets a server disregard it), and XML
 * is neither written nor read. A route that answers another type names it.
 */
@Configuration(proxyBeanMethods = false)
class JsonOnlyConfiguration implements WebMvcConfigurer {

	@Override
	public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
		configurer.ignoreAcceptHeader(true).defaultContentType(MediaType.APPLICATION_JSON, MediaType.ALL);
	}

	@Override
	public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
		builder.configureMessageConvertersList((converters) -> {
			converters.removeIf(JacksonXmlHttpMessageConverter.class::isInstance);
			converters.replaceAll(JsonOnlyConfiguration::strict);
		});
	}

	/** Unknown members of a request are refused: its sender believes that they count. */
	private static HttpMessageConverter<?> strict(HttpMessageConverter<?> converter) {
		return (converter instanceof JacksonJsonHttpMessageConverter json)
				? new JacksonJsonHttpMessageConverter(
						json.getMapper().rebuild().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build())
				: converter;
	}

}
