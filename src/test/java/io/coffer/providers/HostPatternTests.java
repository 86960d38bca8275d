package io.coffer.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPatternTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			textBlock = """
					s3.{region}.example.org                              | s3.eu-1.example.org           | s3.eu-1.example.org   | -       | eu-1
					s3.{region}.example.org                              | mine.s3.eu-1.example.org      | s3.eu-1.example.org   | mine    | eu-1
					s3.{region}.example.org                              | my.own.s3.eu-1.example.org    | s3.eu-1.example.org   | my.own  | eu-1
					s3.example.org                                       | s3.example.org                | s3.example.org        | -       | -
					{region}.cdn.example.org -> s3.{region}.example.org  | mine.eu-1.cdn.example.org     | s3.eu-1.example.org   | mine    | eu-1
					s3.{region}.{aws}                                    | mine.s3.eu-west-1.amazonaws.com | s3.eu-west-1.amazonaws.com | mine | eu-west-1
					""")
	void aHostIsTakenApart(String form, String host, String base, @Nullable String bucket, @Nullable String region) {
		assertThat(HostPattern.of(form).read(host)).contains(new HostPattern.Host(base, bucket, region));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			s3.{region}.example.org  | s3.example.org
			s3.{region}.example.org  | s3.eu.west.example.org
			s3.{region}.example.org  | s3xeu-1.example.org
			s3.{region}.example.org  | s3.eu-1.example.org.evil.example
			s3.{region}.example.org  | -mine.s3.eu-1.example.org
			s3.{region}.example.org  | .s3.eu-1.example.org
			s3.example.org           | s3Xexample.org
			s3.{region}.{aws}        | s3.website.amazonaws.com
			{account}.example.org    | 0123.example.org
			""")
	void whatOnlyLooksAlikeIsNoHostOfThatForm(String form, String host) {
		assertThat(HostPattern.of(form).read(host)).isEmpty();
	}

	@Test
	void aFormWithAnUnknownPlaceholderIsAMistakeInTheTable() {
		assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> HostPattern.of("s3.{zone}.example.org"))
			.withMessage("zone");
	}

}
