package io.coffer.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.RunningCoffer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong is what the API page says can go wrong. */
class ApiProblemsIT extends RunningCoffer {

	@SuppressWarnings("NullAway.Init")
	private ApiDocument api;

	@BeforeEach
	void thereIsABackup() throws IOException {
		this.api = ApiDocument.of(this.port);
		admin().uploadAs("on-the-api-page.zip", Archives.EMPTY_ZIP);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-",
			textBlock = """
					GET /backups                 | /backups?limit=0                    | -                         | -   | validation-failed
					GET /backups                 | /backups?sort=upwards               | -                         | -   | validation-failed
					GET /backups                 | /backups?cursor=x                   | -                         | -   | invalid-cursor
					GET /backups/latest          | /backups/latest?device=nobody       | -                         | -   | backup-not-found
					GET /backups/{key}           | /backups/no-extension               | -                         | -   | invalid-name
					GET /backups/{key}           | /backups/a%2Fb.zip                  | -                         | -   | invalid-request
					GET /backups/{key}           | /backups/none.zip                   | -                         | -   | backup-not-found
					GET /backups/{key}/content   | /backups/none.zip/content           | -                         | -   | backup-not-found
					GET /backups/{key}/content   | /backups/on-the-api-page.zip/content | Range: bytes=99999-      | -   | range-not-satisfiable
					POST /backups/{key}/restore  | /backups/none.zip/restore           | -                         | -   | backup-not-found
					POST /backups/{key}/restore  | /backups/none.zip/restore?expiresIn=P8D | -                     | -   | validation-failed
					DELETE /backups/{key}        | /backups/none                       | -                         | -   | invalid-name
					POST /backups                | /backups                            | -                         | -   | empty-body
					POST /backups                | /backups?device=.x                  | -                         | x   | invalid-name
					POST /backups                | /backups?skipIfUnchanged=true       | -                         | x   | invalid-request
					POST /backups                | /backups                            | Coffer-Based-On: x        | x   | invalid-request
					POST /backups                | /backups?filename=a.exe             | -                         | x   | unsupported-archive
					POST /backups                | /backups?filename=a.bak             | Repr-Digest: sha-256=:x:  | x   | invalid-digest
					POST /backups                | /backups?filename=a.bak | Repr-Digest: sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=: | x | digest-mismatch
					POST /backups                | /backups                            | Content-Encoding: gzip    | x   | unsupported-encoding
					POST /backups                | /backups                            | Content-Type: multipart/mixed | x | unsupported-media-type
					POST /backups                | /backups                            | Content-Type: multipart/form-data; boundary=b | --b-- | invalid-form
					PUT /backups/{key}           | /backups/on-the-api-page.zip        | -                         | PK  | backup-exists
					PUT /config                  | /config                             | Content-Type: application/json | {}  | invalid-settings
					PUT /config                  | /config                             | Content-Type: application/json | {   | invalid-request
					PUT /config                  | /config                             | Content-Type: text/plain  | {}  | unsupported-media-type
					POST /config/check           | /config/check                       | Content-Type: application/json | {"endpoint":"http://localhost:1","region":"r","bucket":"abc","accessKeyId":"a"} | secret-required
					PUT /config                  | /config                             | Content-Type: application/json | {"endpoint":"http://localhost:1","region":"r","bucket":"abc","accessKeyId":"a","secretAccessKey":"s"} | check-failed
					POST /devices/{name}/token   | /devices/.x/token                   | -                         | -   | invalid-name
					POST /devices/{name}/token   | /devices/admin/token                | -                         | -   | device-managed
					DELETE /devices/{name}/token | /devices/nobody/token               | -                         | -   | device-not-found
					PUT /retention               | /retention                          | Content-Type: application/json | {"keepLast":0} | validation-failed
					POST /retention/preview      | /retention/preview                  | Content-Type: application/json | {"keepDayly":7} | validation-failed
					POST /retention/preview      | /retention/preview                  | Content-Type: application/json | [   | invalid-request
					POST /retention/apply        | /retention/apply?force=perhaps      | -                         | -   | validation-failed
					""")
	void aProblemThatIsAnsweredIsShown(String route, String path, @Nullable String header, @Nullable String body,
			String code) {
		String method = route.substring(0, route.indexOf(' '));
		String[] headers = (header != null) ? header.split(": ", 2) : new String[0];
		Answer answer = admin().send(method, path,
				(body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody(), headers);
		assertThat(answer.json().get("code").asString()).isEqualTo(code);
		assertThat(ApiDocument.problems(this.api.operation(route), answer.status())).contains(code);
		assertThat(new AnswerSchemas(this.api).contradictions(route, answer)).isEmpty();
	}

	@Test
	void aDeviceIsToldApartFromAnother() {
		Answer answer = device("laptop-2").upload(Archives.EMPTY_ZIP, "?device=desktop-42");
		answer.isProblem(403, "foreign-device");
		assertThat(ApiDocument.problems(this.api.operation("POST /backups"))).contains("foreign-device");
	}

}
