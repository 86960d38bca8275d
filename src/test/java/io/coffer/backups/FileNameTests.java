package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ContentDisposition;

class FileNameTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			a.zip           | attachment; filename="a.zip"
			my notes, 1.zip | attachment; filename="my notes, 1.zip"
			a;b='c'.zip     | attachment; filename="a;b='c'.zip"
			täglich.zip     | attachment; filename="t_glich.zip"; filename*=UTF-8''t%C3%A4glich.zip
			备 份.zip         | attachment; filename="_ _.zip"; filename*=UTF-8''%E5%A4%87%20%E4%BB%BD.zip
			a"b.zip         | attachment; filename="a_b.zip"; filename*=UTF-8''a%22b.zip
			a%20b.zip       | attachment; filename="a_20b.zip"; filename*=UTF-8''a%2520b.zip""")
	void theNameIsWrittenInAsciiAlone(String name, String expected) {
		assertThat(FileName.attachment(name)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.zip", "a b+c.zip", "a\"b.zip", "a\\b.zip", "100%.zip", "%41.zip", "'*;=,.zip",
			"\u5907\u4efd.zip", "\ud83d\udce6.zip", "e\u0301.zip", "a\r\nSet-Cookie: b.zip", "\u0000.zip",
			"\u202egpj.zip" })
	void whatIsWrittenIsReadAgain(String name) {
		String attachment = FileName.attachment(name);

		assertThat(attachment).matches("[\\x20-\\x7e]+");
		assertThat(ContentDisposition.parse(attachment).getFilename()).isEqualTo(name);
	}

	@Test
	void ofALongNameTheEndIsKept() {
		assertThat(FileName.attachment("x".repeat(300) + ".zip"))
			.isEqualTo("attachment; filename=\"" + "x".repeat(116) + ".zip\"");
		assertThat(ContentDisposition.parse(FileName.attachment("\ud83d\udce6".repeat(300) + ".zip")).getFilename())
			.isEqualTo("\ud83d\udce6".repeat(116) + ".zip");
	}

}
