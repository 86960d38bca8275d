package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.providers.Provider;
import io.coffer.testing.Archives;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A lost answer is not a failure: the store is asked what became of the object, and only
 * what it says counts.
 */
class LostAnswersIT extends AbstractBrokenWireIT {

	private static final String HEAD = "HEAD /coffer/";

	private static final int ALWAYS = 100;

	@Autowired
	private Storage storage;

	@ParameterizedTest
	@CsvSource({ "GENERIC, 1", "GENERIC, 100", "GARAGE, 1", "GARAGE, 100" })
	void anObjectThatWasStoredIsAcknowledgedAlthoughTheAnswerWasLost(Provider provider, int times) throws IOException {
		this.proxy.loseAnswersTo(PUT, times);

		StoredObject stored = store(1000, provider);

		assertThat(stored.size()).isEqualTo(1000);
		assertThat(this.proxy.lossesLeft()).isLessThan(times);
		theStoreHolds(Archives.zip(1000));
	}

	@ParameterizedTest
	@CsvSource({ "GENERIC, 1", "GENERIC, 100", "EMBEDDED, 1", "EMBEDDED, 100" })
	void partsThatWereJoinedAreAcknowledgedAlthoughTheAnswerWasLost(Provider provider, int times) throws IOException {
		this.proxy.loseAnswersTo(COMPLETE, times);

		StoredObject stored = store(LARGE, provider);

		assertThat(stored.size()).isEqualTo(LARGE);
		assertThat(this.proxy.lossesLeft()).isLessThan(times);
		theStoreHolds(Archives.zip(LARGE));
		assertThat(bucket().openUploads()).isEmpty();
	}

	@Test
	void aPartWhoseAnswerIsLostIsSentAgainFromItsBuffer() throws IOException {
		this.proxy.loseAnswersTo(PART, 1);

		store(LARGE, Provider.GENERIC);

		assertThat(this.proxy.lossesLeft()).isZero();
		theStoreHolds(Archives.zip(LARGE));
	}

	@Test
	void aPartThatFailsForGoodEndsTheUploadAndLeavesNothing() {
		this.proxy.loseRequests(PART, ALWAYS);

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> store(LARGE, Provider.GENERIC))
			.extracting(ProblemException::type)
			.isEqualTo(ProblemType.STORAGE_UNREACHABLE);

		nothingRemains();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, LARGE })
	void whatTheStoreNeverSawIsNoBackup(int size) {
		this.proxy.loseRequests("(PUT /coffer/[^ ?]+|POST /coffer/[^ ]+uploads[^ ]*) HTTP", ALWAYS);

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> store(size, Provider.GENERIC))
			.extracting(ProblemException::type)
			.isEqualTo(ProblemType.STORAGE_UNREACHABLE);

		nothingRemains();
	}

	@ParameterizedTest
	@EnumSource(names = { "GENERIC", "EMBEDDED" })
	void whileNobodyCanSayWhatTheStoreHoldsNothingIsDeleted(Provider provider) {
		this.proxy.loseAnswersTo(PUT, ALWAYS)
			.beforeLosses(() -> this.proxy.loseAnswersTo("(" + PUT + "|" + HEAD + ")", ALWAYS));

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> store(1000, provider))
			.extracting(ProblemException::type)
			.isEqualTo(ProblemType.STORAGE_UNREACHABLE);

		theStoreHolds(Archives.zip(1000));
	}

	/** Of the same size, so that only the id of its upload tells it from ours. */
	@Test
	void anotherOnesObjectIsNotTakenForOurs() throws IOException {
		byte[] theirs = Arrays.copyOf(Archives.EMPTY_ZIP, 1000);
		this.proxy.loseAnswersTo(PUT, ALWAYS).beforeLosses(() -> bucket().put("a.zip", theirs));

		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> store(1000, Provider.GARAGE))
			.extracting(ProblemException::type)
			.isEqualTo(ProblemType.BACKUP_EXISTS);

		theStoreHolds(theirs);
	}

	@Test
	void partsThatWereJoinedAreAcknowledgedAlthoughTheAnswerCannotBeRead() throws IOException {
		this.proxy.changeAnswersTo(COMPLETE, 1, (answer) -> "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<html");

		StoredObject stored = store(LARGE, Provider.GENERIC);

		assertThat(stored.size()).isEqualTo(LARGE);
		assertThat(this.proxy.lossesLeft()).isZero();
		theStoreHolds(Archives.zip(LARGE));
		assertThat(bucket().openUploads()).isEmpty();
	}

	private StoredObject store(int size, Provider provider) throws IOException {
		return store(this.storage.open(settings(this.proxy.url()).withProvider(provider)), size);
	}

}
