package io.coffer.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.providers.S3Settings;
import io.coffer.testing.Answer;
import io.coffer.testing.DirectClient;
import io.coffer.testing.DirectClient.Upload;
import io.coffer.testing.FaultyProxy;
import io.coffer.testing.FaultyProxy.Loss;
import io.coffer.testing.PlainS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire to the store breaks, for the client and for Coffer. */
class DirectUploadFaultsIT extends AbstractDirectIT {

	private static final String COMPLETE = "POST /coffer/[^ ]+[?&]uploadId=";

	private static final String LIST_PARTS = "GET /coffer/[^ ]+[?&]uploadId=";

	private static final int ALWAYS = 1000;

	private static final String ERROR = "<Error><Code>InternalError</Code><Message>No</Message></Error>";

	@SuppressWarnings("NullAway.Init")
	private FaultyProxy proxy;

	@BeforeEach
	void aProxyStandsBeforeTheStore() throws IOException {
		this.proxy = new FaultyProxy(this.embedded.open().endpoint());
		S3Settings settings = this.embedded.open().withRootPath("");
		connectTo(settings.withEndpoint(this.proxy.url()));
		this.store = new PlainS3(settings);
		this.direct = new DirectClient(device(this.device));
	}

	@AfterEach
	void theStoreIsReachedAgain() throws IOException {
		admin().delete("/config?state=adopt").hasStatus(204);
		this.proxy.close();
	}

	@ParameterizedTest
	@EnumSource(value = Loss.class, names = { "CLOSED", "RESET" })
	void aPartThatWasCutIsNotThereAndIsSentAgain(Loss loss) {
		Upload upload = begin(LARGE.length);
		Map<Integer, String> tags = this.direct.put(upload, LARGE, 1);
		this.proxy.losing(loss).cutRequests("PUT /coffer/[^ ]+partNumber=2", 1_000_000, 1);

		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.direct.put(upload, LARGE, 2));
		tags.putAll(this.direct.put(upload, LARGE, 3));
		this.direct.complete(upload).isProblem(409, "upload-incomplete");
		tags.putAll(this.direct.put(upload, LARGE, 2));

		this.direct.complete(upload, tags).hasStatus(200);
		isStoredOnce(upload);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, ALWAYS })
	void anAnswerToTheCompletionThatIsLostLosesNoBackup(int times) {
		Upload upload = begin(LARGE.length);
		this.direct.putAll(upload, LARGE);
		this.proxy.loseAnswersTo(COMPLETE, times);

		this.direct.complete(upload).hasStatus(200);

		this.direct.complete(upload).hasStatus(200);
		isStoredOnce(upload);
	}

	@Test
	void aCompletionThatTheStoreNeverSawIsAskedAgain() {
		Upload upload = begin(LARGE.length);
		this.direct.putAll(upload, LARGE);
		this.proxy.loseRequests(COMPLETE, ALWAYS);

		Answer failed = this.direct.complete(upload);
		assertThat(failed.status()).isIn(502, 503, 504);
		assertThat(objects()).isEmpty();
		assertThat(openUploads()).hasSize(1);

		this.proxy.loseRequests("(?!)", 0);
		this.direct.complete(upload).hasStatus(200);
		isStoredOnce(upload);
	}

	@Test
	void aStoreThatCannotListThePartsEndsNoUpload() {
		Upload upload = begin(LARGE.length);
		Map<Integer, String> tags = this.direct.putAll(upload, LARGE);
		this.proxy.answer(LIST_PARTS, ALWAYS, 500, ERROR);

		this.direct.list(upload).isProblem(502, "storage-error");
		this.direct.complete(upload, tags).isProblem(502, "storage-error");
		this.direct.sign(upload, 64).isProblem(502, "storage-error");
		this.direct.sign(upload, 1).hasStatus(200);
		assertThat(openUploads()).hasSize(1);

		this.proxy.answer("(?!)", 0, 500, "");
		this.direct.complete(upload, tags).hasStatus(200);
		isStoredOnce(upload);
	}

	/** A part is sent anew between Coffer's look at the parts and its completion. */
	@Test
	void aPartThatChangesWhileTheUploadIsCompletedNeverBecomesABackup() {
		Upload upload = begin(LARGE.length);
		this.direct.putAll(upload, LARGE);
		String url = this.direct.sign(upload, 3).json().get("url").asString();
		byte[] other = new byte[1000];
		this.proxy.changeAnswersTo(LIST_PARTS, 1, (answer) -> {
			DirectClient.put(URI.create(url), other);
			return answer;
		});

		this.direct.complete(upload).isProblem(409, "upload-incomplete");

		assertThat(objects()).isEmpty();
		this.direct.put(upload, LARGE, 3);
		this.direct.complete(upload).hasStatus(200);
		isStoredOnce(upload);
	}

	@Test
	void anAbortThatTheStoreDoesNotTakeIsSaid() {
		Upload upload = begin();
		this.proxy.answer("DELETE /coffer/[^ ]+[?&]uploadId=", ALWAYS, 500, ERROR);

		this.direct.abort(upload).isProblem(502, "storage-error");

		this.proxy.answer("(?!)", 0, 500, "");
		this.direct.abort(upload).hasStatus(200);
		nothingIsLeft();
	}

	@Test
	void whatCannotBeReadAtTheEndIsAskedForAgain() {
		Upload upload = begin(LARGE.length);
		this.direct.putAll(upload, LARGE);
		this.proxy.loseRequests("GET /coffer/[^ ?]+ HTTP", ALWAYS);

		this.direct.complete(upload).isProblem(503, "storage-unreachable");

		this.proxy.loseRequests("(?!)", 0);
		this.direct.complete(upload).hasStatus(200);
		isStoredOnce(upload);
	}

	private void isStoredOnce(Upload upload) {
		assertThat(objects()).containsExactly(upload.key());
		assertThat(this.store.get(upload.key())).isEqualTo(LARGE);
		assertThat(openUploads()).isEmpty();
	}

}
