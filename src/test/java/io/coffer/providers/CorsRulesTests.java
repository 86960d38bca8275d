package io.coffer.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CorsRulesTests {

	private static final CorsRules RULES = new CorsRules(List.of("https://a.example", "http://localhost:3000"));

	@Test
	void eachOriginHasARuleOfItsOwn() {
		assertThat(RULES.json()).isEqualTo("""
				[{"AllowedOrigins":["https://a.example"],"AllowedMethods":["GET","HEAD","PUT"],\
				"AllowedHeaders":["content-type"],"ExposeHeaders":["ETag"],"MaxAgeSeconds":3600},\
				{"AllowedOrigins":["http://localhost:3000"],"AllowedMethods":["GET","HEAD","PUT"],\
				"AllowedHeaders":["content-type"],"ExposeHeaders":["ETag"],"MaxAgeSeconds":3600}]""");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EMBEDDED")
	void everyProviderIsToldAllOrigins(Provider provider) {
		assertThat(RULES.hint(provider)).contains("https://a.example", "http://localhost:3000");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			GCS     | "responseHeader":["content-type","ETag"],"maxAgeSeconds":3600}] to cors.json
			MINIO   | MINIO_API_CORS_ALLOW_ORIGIN=https://a.example,http://localhost:3000
			OSS     | Sources https://a.example, http://localhost:3000; Allowed Methods GET, HEAD, PUT
			GENERIC | '{"CORSRules":[{"AllowedOrigins":["https://a.example"]
			""")
	void whereAProviderHasAFormOfItsOwnThatIsShown(Provider provider, String form) {
		assertThat(RULES.hint(provider)).contains(form);
	}

}
