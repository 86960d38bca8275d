package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.callers.Vault;
import io.coffer.client.ClientTimeouts;
import io.coffer.client.S3Connection;
import io.coffer.network.AddressPolicy;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.Provider;
import io.coffer.providers.S3Settings;
import io.coffer.testing.Archives;
import io.coffer.testing.FaultyProxy.Loss;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The store fails at each step of an upload, in every way that a wire allows. What was
 * not acknowledged is not there, the wait has an end, and the next try works.
 */
class StoreFaultsIT extends AbstractBrokenWireIT {

	private static final String BEGIN = "POST /coffer/[^ ]+[?&]uploads";

	private static final String GET = "GET /coffer/[^ ?]+ HTTP";

	private static final int ALWAYS = 1000;

	private static final int SMALL = 1000;

	/** More than the buffers of a connection hold. */
	private static final int MEDIUM = 1_000_000;

	/** So that silence is over soon. */
	private static final ClientTimeouts LITTLE = new ClientTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2),
			Duration.ofSeconds(6), Duration.ofSeconds(1));

	@Autowired
	private Uploader uploader;

	@Autowired
	private NameLocks locks;

	@Autowired
	private ListingLimiter passes;

	@Autowired
	private AddressPolicy addresses;

	@Autowired
	private BufferPool buffers;

	@Autowired
	private MeterRegistry meters;

	@AfterEach
	void noBufferIsKept() {
		assertThat(this.buffers.bytesInUse()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "500, InternalError, storage-error", "503, SlowDown, storage-unreachable" })
	void aStoreThatRefusesForGoodIsAProblemWithACode(int status, String error, String code) throws IOException {
		for (String step : List.of(PUT, BEGIN, PART, COMPLETE)) {
			this.proxy.answer(step, ALWAYS, status, xml(error));

			assertThatExceptionOfType(ProblemException.class).as(step)
				.isThrownBy(() -> store(step.equals(PUT) ? SMALL : LARGE))
				.satisfies((problem) -> assertThat(problem.type().code()).isEqualTo(code));

			nothingRemains();
			theNextTryWorks(step.equals(PUT) ? SMALL : LARGE);
		}
	}

	@Test
	void partsThatTheStoreDoesNotRemoveAreCounted() {
		double before = this.meters.counter("coffer.upload.left.open").count();
		this.proxy.answer(PART + "|^DELETE [^ ]+uploadId=", ALWAYS, 403, xml("AccessDenied"));

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> store(LARGE));

		assertThat(this.meters.counter("coffer.upload.left.open").count()).isEqualTo(before + 1);
	}

	@ParameterizedTest
	@CsvSource({ "500, InternalError", "503, SlowDown" })
	void aStoreThatRefusesOnceIsAskedAgainFromTheBuffer(int status, String error) throws IOException {
		for (String step : List.of(PUT, BEGIN, PART, COMPLETE)) {
			this.proxy.answer(step, 1, status, xml(error));

			store(step.equals(PUT) ? SMALL : LARGE);

			assertThat(this.proxy.lossesLeft()).as(step).isZero();
			theStoreHolds(Archives.zip(step.equals(PUT) ? SMALL : LARGE));
			bucket().client().deleteObject((delete) -> delete.bucket(bucket().bucket()).key(this.root + "a.zip"));
		}
	}

	/**
	 * AWS may say 200 and tell of the failure in the body, since joining takes long:
	 * <a href=
	 * "https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">CompleteMultipartUpload</a>.
	 */
	@Test
	void aFailureUnderAStatusOf200IsAFailure() throws IOException {
		this.proxy.answer(COMPLETE, ALWAYS, 200, xml("InternalError"));

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> store(LARGE))
			.extracting(ProblemException::type)
			.isEqualTo(ProblemType.STORAGE_ERROR);

		nothingRemains();
		theNextTryWorks(LARGE);
	}

	@Test
	void aStoreThatDoesNotKnowTheGuardIsAskedToJoinThePartsWithoutIt() throws IOException {
		this.proxy.answer(COMPLETE + "(?is:.*)if-none-match", ALWAYS, 501, xml("NotImplemented"));

		store(LARGE);

		assertThat(this.proxy.lossesLeft()).isLessThan(ALWAYS);
		theStoreHolds(Archives.zip(LARGE));
		assertThat(bucket().openUploads()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "RESET, BEGIN", "RESET, PART", "RESET, COMPLETE", "SILENT, PART" })
	void aStoreThatIsNotReachedIsAProblemInTheEnd(Loss loss, String step) throws IOException {
		this.proxy.losing(loss).loseRequests(requestLine(step), ALWAYS);

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> store(LARGE))
			.extracting(ProblemException::type)
			.isEqualTo(ProblemType.STORAGE_UNREACHABLE);

		assertThat(bucket().keys("")).isEmpty();
		theNextTryWorks(LARGE);
	}

	@ParameterizedTest
	@CsvSource({ "RESET, PUT", "RESET, PART", "RESET, COMPLETE", "SILENT, PUT", "SILENT, PART", "SILENT, COMPLETE" })
	void anAnswerThatIsLostOnTheWayIsNoFailure(Loss loss, String step) throws IOException {
		int size = step.equals("PUT") ? SMALL : LARGE;
		this.proxy.losing(loss).loseAnswersTo(requestLine(step), 1);

		assertThat(store(size).size()).isEqualTo(size);

		assertThat(this.proxy.lossesLeft()).isZero();
		theStoreHolds(Archives.zip(size));
		assertThat(bucket().openUploads()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "CLOSED, PUT", "CLOSED, PART", "RESET, PUT", "RESET, PART" })
	void aBodyThatIsCutOnTheWayIsSentAgainWholeFromItsBuffer(Loss loss, String step) throws IOException {
		int size = step.equals("PUT") ? MEDIUM : PartPlan.USUAL_PART_SIZE + MEDIUM;
		this.proxy.losing(loss).cutRequests(requestLine(step), MEDIUM / 2, 1);

		store(size);

		assertThat(this.proxy.lossesLeft()).isZero();
		theStoreHolds(Archives.zip(size));
		assertThat(bucket().openUploads()).isEmpty();
	}

	@Test
	void aBodyThatIsCutEachTimeIsNoBackup() throws IOException {
		this.proxy.losing(Loss.RESET).cutRequests(PART, MEDIUM / 2, ALWAYS);

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> store(PartPlan.USUAL_PART_SIZE + MEDIUM))
			.extracting(ProblemException::type)
			.isEqualTo(ProblemType.STORAGE_UNREACHABLE);

		nothingRemains();
	}

	@Test
	void aPartMayTakeLongerThanASmallRequest() throws IOException {
		Duration little = Duration.ofSeconds(1);
		this.proxy.slowly(LARGE / 3);

		store(open(new ClientTimeouts(little, little, little, Duration.ofSeconds(30))), LARGE);

		theStoreHolds(Archives.zip(LARGE));
	}

	@Test
	void aReadThatBreaksIsNoWholeArchive() throws IOException {
		store(LARGE);
		this.proxy.losing(Loss.RESET).loseAnswersTo(GET, ALWAYS);

		try (Bucket faulty = open()) {
			assertThatExceptionOfType(ProblemException.class)
				.isThrownBy(() -> faulty.read(AbstractStorageIT.described("a.zip", LARGE, "")))
				.extracting(ProblemException::type)
				.isEqualTo(ProblemType.STORAGE_UNREACHABLE);
		}
	}

	private StoredObject store(int size) throws IOException {
		return store(open(), size);
	}

	private Bucket open() {
		return open(LITTLE);
	}

	private Bucket open(ClientTimeouts patience) {
		S3Settings settings = settings(this.proxy.url()).withProvider(Provider.GENERIC);
		return new Bucket(new S3Connection(settings, this.addresses, StorageAlone.noProxies(), patience, List.of()), "",
				this.uploader, this.locks, this.passes);
	}

	private void theNextTryWorks(int size) throws IOException {
		this.proxy.loseRequests("(?!)", 0);

		store(size);

		theStoreHolds(Archives.zip(size));
		bucket().client().deleteObject((delete) -> delete.bucket(bucket().bucket()).key(this.root + "a.zip"));
	}

	private static String requestLine(String step) {
		return Map.of("PUT", PUT, "BEGIN", BEGIN, "PART", PART, "COMPLETE", COMPLETE).getOrDefault(step, "");
	}

	private static String xml(String error) {
		return "<Error><Code>%s</Code><Message>No.</Message></Error>".formatted(error);
	}

}
