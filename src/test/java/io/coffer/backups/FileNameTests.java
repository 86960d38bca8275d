package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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

	@ParameterizedTest
	@MethodSource
	void whatAClientSaysBecomesOneHarmlessLine(String text, @Nullable String expected) {
		assertThat(FileName.clean(text)).isEqualTo(expected);
	}

	static Stream<Arguments> whatAClientSaysBecomesOneHarmlessLine() {
		return Stream.of(Arguments.of("archive.zip", "archive.zip"),
				Arguments.of("my notes (1).zip", "my notes (1).zip"),
				Arguments.of("t\u00e4glich \u5907\u4efd \ud83d\udce6.zip",
						"t\u00e4glich \u5907\u4efd \ud83d\udce6.zip"),
				Arguments.of("a \"quoted\" name.zip", "a \"quoted\" name.zip"), Arguments.of("\"m.zip\"", "m.zip"),
				Arguments.of("'my m.zip'", "my m.zip"), Arguments.of("\"m.zip'", "\"m.zip'"),
				Arguments.of("100%25 'sure'; x=y.zip", "100%25 'sure'; x=y.zip"),
				Arguments.of("C:\\Users\\me\\archive.zip", "archive.zip"),
				Arguments.of("/home/me/archive.zip", "archive.zip"), Arguments.of("../../etc/passwd.zip", "passwd.zip"),
				Arguments.of("..\\..\\boot.zip", "boot.zip"), Arguments.of("dir/\nother/a.zip", "a.zip"),
				Arguments.of("a\r\nX-Evil: 1.zip", "a X-Evil: 1.zip"),
				Arguments.of("a\tb\u0000c\u007f.zip", "a b c .zip"), Arguments.of("  a  b.zip  ", "a b.zip"),
				Arguments.of("", null), Arguments.of("-", null), Arguments.of("blob", null), Arguments.of(" / ", null),
				Arguments.of("\"\"", null), Arguments.of("/dev/fd/-", null),
				Arguments.of("My App v1.2", "My App v1.2"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			form-data; name="file"                                                    |
			form-data; name="file"; filename="m.zip"                                  | m.zip
			form-data; name=file; filename=m.zip                                      | m.zip
			form-data; name="file"; filename=""                                       |
			form-data; name="file"; filename="m.zip"; filename*=utf-8''%22m.zip%22    | m.zip
			form-data; name="file"; filename*=utf-8''%22x.zip%22; filename="m.zip"    | m.zip
			form-data; name="file"; FileName*=UTF-8''%C3%BC%20x.zip                   | ü x.zip
			form-data; name="file"; filename="=?utf-8?B?w7wgeC56aXA=?="; filename*=utf-8''%C3%BC.zip | ü x.zip
			form-data; name="file"; filename="a; filename*=UTF-8''b.zip"              | a; filename*=UTF-8''b.zip
			form-data; name="file"; filename="%C3%BC%20x.zip"                         | ü x.zip
			form-data; name="file"; filename="a%20b+c.zip"                            | a b+c.zip
			form-data; name="file"; filename="100%25 sure.zip"                        | 100%25 sure.zip
			form-data; name="file"; filename="100%.zip"                               | 100%.zip
			form-data; name="file"; filename="100%2.zip"                              | 100%2.zip
			form-data; name="file"; filename="%ff%fe.zip"                             | %ff%fe.zip
			form-data; name="file"; filename="ü%20x.zip"                              | ü%20x.zip
			form-data; name="file"; filename="my %22x%22 a.zip"                       | my "x" a.zip
			form-data; name="file"; filename="täglich 备份.zip"                         | täglich 备份.zip""")
	void aFormSaysWhatAFileIsCalled(String disposition, @Nullable String expected) {
		assertThat(FileName.ofPart(disposition)).isEqualTo(expected);
	}

	@Test
	void aPathOfWindowsIsReadAsBrowsersWriteIt() {
		assertThat(FileName.clean(FileName.ofPart("form-data; name=\"file\"; filename=\"C:\\fakepath\\a.zip\"")))
			.isEqualTo("a.zip");
		assertThat(FileName.clean(FileName.ofPart("form-data; name=\"file\"; filename=\"C:\\\\Users\\\\me\\\\a.zip\"")))
			.isEqualTo("a.zip");
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes=", "\\\"", "%41", "a;filename*=" })
	void aLongNameTakesNoStack(String part) {
		String name = part.repeat(20_000);

		assertThat(FileName.ofPart("form-data; name=\"" + name + "\"; filename*=UTF-8''no; filename=\"a.zip\""))
			.isEqualTo("a.zip");
		assertThat(FileName.ofPart("form-data; name=\"file\"; filename=\"" + "%41".repeat(20_000) + "\""))
			.isEqualTo("A".repeat(20_000));
	}

}
