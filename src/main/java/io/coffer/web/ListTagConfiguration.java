package io.coffer.web;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * Gives lists an entity tag, so that whoever asks again and again ({@code If-None-Match})
 * is told in a few bytes that nothing has changed. The store is asked all the same.
 */
@Configuration(proxyBeanMethods = false)
class ListTagConfiguration {

	@Bean
	FilterRegistrationBean<ShallowEtagHeaderFilter> listTags() {
		FilterRegistrationBean<ShallowEtagHeaderFilter> tags = new FilterRegistrationBean<>(
				new ShallowEtagHeaderFilter());
		tags.addUrlPatterns("/backups", "/devices");
		return tags;
	}

}
