package io.coffer.checks;

import static io.coffer.checks.Reports.failedAt;
import static io.coffer.checks.Reports.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.checks.CheckStep.Status;
import io.coffer.providers.Provider;
import io.coffer.providers.S3Settings;
import io.coffer.testing.FaultyProxy;
import io.coffer.testing.PlainS3;
import io.coffer.testing.RunningCoffer;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the check tells of a store with something in front of it, or with less in it. */
class CarelessProxyIT extends RunningCoffer {

	private static final String PAGE = "<!doctype html><title>Log in</title>";

	private static final String UNSIGNED = "(?s)^GET (?!.*(Authorization:|X-Amz-Signature)).*";

	private static final int ALWAYS = Integer.MAX_VALUE;

	@Autowired
	private ConnectionCheck check;

	private FaultyProxy proxy;

	@BeforeEach
	void aProxyIsBeforeTheStore() throws IOException {
		this.proxy = new FaultyProxy(this.embedded.open().endpoint());
	}

	@AfterEach
	void nothingIsLeft() throws IOException {
		this.proxy.close();
		assertThat(new PlainS3(store().client(), store().bucket(), "").keys(""))
			.noneMatch((key) -> key.contains("coffer-check-"));
	}

	@ParameterizedTest
	@CsvSource({ "200", "401", "404" })
	void aPageForStrangersIsADoubtAndWhatWorksDecides(int status) {
		this.proxy.answer(UNSIGNED, ALWAYS, status, PAGE);

		CheckReport report = check();

		assertThat(report.passed()).as("%s", report).isTrue();
		assertThat(step(report, "http").status()).isEqualTo(Status.WARNING);
		assertThat(step(report, "http").code()).isEqualTo("storage-not-s3");
		assertThat(step(report, "private").status()).isEqualTo(Status.PASSED);
	}

	@Test
	void whatTheStoreItselfRefusesBehindAPageKeepsItsName() {
		this.proxy.answer(UNSIGNED, ALWAYS, 401, PAGE);

		CheckReport report = this.check.run(throughProxy().withSecret("not-the-secret"));

		failedAt(report, "credentials", "storage-credentials", "secret access key");
		assertThat(step(report, "http").status()).isEqualTo(Status.WARNING);
	}

	@Test
	void aProxyThatDecodesThePathIsNamedAsTheCause() {
		this.proxy.change((request) -> request.replace("%2B", "+").replace("%40", "@"), UnaryOperator.identity());

		failedAt(check(), "write", "storage-path", "proxy_pass");
	}

	@Test
	void aProxyThatChangesTheHostIsAmongTheCauses() {
		this.proxy.change((request) -> request.replaceFirst("Host: [^\r]*", "Host: elsewhere"),
				UnaryOperator.identity());

		failedAt(check(), "credentials", "storage-credentials", "Host header");
	}

	@ParameterizedTest
	@CsvSource({ "413, ^PUT, write, client_max_body_size", "405, ^PUT, write, method", "405, ^DELETE, delete, method" })
	void aProxyThatLetsTooLittleThroughIsNamedAsTheCause(int status, String refused, String name, String hint) {
		this.proxy.answer(refused, name.equals("delete") ? ALWAYS : 2, status, "<html>No</html>");

		CheckReport report = check();

		assertThat(step(report, name).status()).as("%s", report).isEqualTo(Status.FAILED);
		assertThat(step(report, name).hint()).contains("A proxy", hint);
		this.proxy.answer("(?!)", 0, 200, "");
		store().keys("").stream().filter((key) -> key.contains("coffer-check-")).forEach(store()::delete);
	}

	@Test
	void aFileNameThatGetsLostIsADoubt() {
		this.proxy.change(UnaryOperator.identity(), (answer) -> answer.replace("Content-Disposition", "X-Dropped"));

		CheckReport report = check();

		assertThat(report.passed()).as("%s", report).isTrue();
		assertThat(step(report, "presigned-url").code()).isEqualTo("file-name-lost");
	}

	@Test
	void aStoreThatNeitherAbortsNorListsWhatIsOpenIsADoubt() {
		this.proxy.answer("^(DELETE \\S*uploadId|GET \\S*[?&]uploads)", ALWAYS, 501,
				"<Error><Code>NotImplemented</Code></Error>");

		CheckReport report = check();

		assertThat(report.passed()).as("%s", report).isTrue();
		assertThat(step(report, "multipart").code()).isEqualTo("abort-refused");
		assertThat(step(report, "multipart").message()).doesNotContain("nothing");
		this.proxy.answer("(?!)", 0, 200, "");
		store().client()
			.listMultipartUploads((list) -> list.bucket(store().bucket()))
			.uploads()
			.forEach((upload) -> store().client()
				.abortMultipartUpload(
						(abort) -> abort.bucket(store().bucket()).key(upload.key()).uploadId(upload.uploadId())));
	}

	@Test
	void aStoreThatAbortsAndDoesNotListWhatIsOpenIsNotSaidToBeEmpty() {
		this.proxy.answer("^GET \\S*[?&]uploads", ALWAYS, 501, "<Error><Code>NotImplemented</Code></Error>");

		CheckStep parts = step(check(), "multipart");

		assertThat(parts.status()).isEqualTo(Status.PASSED);
		assertThat(parts.message()).contains("does not show").doesNotContain("nothing");
	}

	private CheckReport check() {
		return this.check.run(throughProxy());
	}

	private S3Settings throughProxy() {
		return this.embedded.open().withProvider(Provider.GENERIC).withEndpoint(this.proxy.url());
	}

}
