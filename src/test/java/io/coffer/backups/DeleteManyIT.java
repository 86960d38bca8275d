package io.coffer.backups;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.AbstractBackupIT;
import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several backups deleted at once. */
class DeleteManyIT extends AbstractBackupIT {

	@Test
	void everyKeyIsDeletedInTheOrderAskedFor() {
		String first = this.coffer.upload(Archives.EMPTY_ZIP, query()).key();
		String second = this.coffer.upload(Archives.EMPTY_ZIP, query()).key();
		String kept = this.coffer.upload(Archives.EMPTY_ZIP, query()).key();

		Answer answer = delete(List.of(second, first)).hasStatus(200);

		assertThat(answer.json().toString())
			.isEqualTo("{\"deleted\":[\"%s\",\"%s\"],\"failed\":[]}".formatted(second, first));
		assertThat(objects()).containsExactly(kept);
	}

	@Test
	void whatIsGoneAlreadyIsDeleted() {
		String gone = this.application + ".zip";

		assertThat(delete(List.of(gone)).hasStatus(200).json().toString())
			.isEqualTo("{\"deleted\":[\"%s\"],\"failed\":[]}".formatted(gone));
	}

	@Test
	void aKeyThatIsGivenTwiceIsDeletedOnce() {
		String key = this.coffer.upload(Archives.EMPTY_ZIP, query()).key();

		assertThat(delete(List.of(key, key, "no name", "no name")).hasStatus(200).json().toString()).isEqualTo(
				"{\"deleted\":[\"%s\"],\"failed\":[{\"key\":\"no name\",\"code\":\"invalid-name\"}]}".formatted(key));
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s.html", "%s", "", "below/%s.zip", "%s;1.zip", "../%s.zip" })
	void whatIsNoBackupsNameFailsAloneAndStays(String pattern) {
		String foreign = pattern.formatted(this.application);
		if (!foreign.isEmpty() && !foreign.contains("/")) {
			this.store.put(foreign, Archives.EMPTY_ZIP);
		}
		List<String> before = objects();
		String key = this.coffer.upload(Archives.EMPTY_ZIP, query()).key();

		assertThat(delete(List.of(foreign, key)).hasStatus(200).json().toString())
			.isEqualTo("{\"deleted\":[\"%s\"],\"failed\":[{\"key\":\"%s\",\"code\":\"invalid-name\"}]}".formatted(key,
					foreign));
		assertThat(objects()).isEqualTo(before);
	}

	@Test
	void aThousandKeysAreTakenAndNoMore() {
		List<String> keys = IntStream.range(0, 1000).mapToObj((i) -> this.application + "-" + i + ".zip").toList();

		assertThat(delete(keys).hasStatus(200).json().get("deleted").size()).isEqualTo(1000);

		isRefused(delete(Stream.concat(keys.stream(), Stream.of("one-more.zip")).toList()), "keys");
		isRefused(delete(Collections.nCopies(1001, "a.zip")), "keys");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{}                      | keys
			{"keys": null}          | keys
			{"keys": []}            | keys
			{"keys": ["a.zip", null]} | keys[1]
			{"keys": "a.zip"}       | keys
			{"keys": [[]]}          | keys[0]
			{"keys": [{}]}          | keys[0]
			{"keys": {"a": 1}}      | keys
			""")
	void aBodyThatIsNotValidNamesTheField(String json, String field) {
		isRefused(admin().sendJson("POST", "/backups/delete", json), field);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "[\"a.zip\"]", "{\"keys\": [", "a.zip" })
	void aBodyThatIsNoObjectIsRefused(String json) {
		admin().sendJson("POST", "/backups/delete", json).isProblem(400, "invalid-request");
	}

	@Test
	void aDeviceDeletesNothing() {
		String key = this.coffer.upload(Archives.EMPTY_ZIP, query()).key();

		this.coffer.sendJson("POST", "/backups/delete", "{\"keys\": [\"%s\"]}".formatted(key))
			.isProblem(403, "forbidden");

		assertThat(objects()).containsExactly(key);
	}

	private Answer delete(List<String> keys) {
		return admin().sendJson("POST", "/backups/delete",
				keys.stream().collect(Collectors.joining("\", \"", "{\"keys\": [\"", "\"]}")));
	}

	private static void isRefused(Answer answer, String field) {
		answer.isProblem(400, "validation-failed");
		assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo(field);
	}

}
