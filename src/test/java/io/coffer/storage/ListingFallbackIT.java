package io.coffer.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpHandler;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.testing.RunningCoffer;
import io.coffer.testing.StandInStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Stores that know only the older of the two calls that list a bucket. */
class ListingFallbackIT extends RunningCoffer {

	private static final List<String> KEYS = Stream
		.of("a.zip", "b.zip", "c.zip", "c/1.zip", "c/2.zip", "d.zip", "d/1.zip", "d/2.zip", "e.zip", "f.zip")
		.toList();

	private static final String[] BACKUPS = { "a.zip", "b.zip", "c.zip", "d.zip", "e.zip", "f.zip" };

	@Autowired
	private Storage storage;

	private StandInStore store;

	private Bucket bucket;

	@BeforeEach
	void aStoreWithThreeObjectsToAPage() {
		this.store = new StandInStore().pageSize(3)
			.list(KEYS.size(), (i) -> new ListedObject(KEYS.get(i), i, Instant.EPOCH, "", null));
		this.bucket = this.storage.open(this.store.settings());
	}

	@AfterEach
	void closeThem() {
		this.bucket.close();
		this.store.close();
	}

	@Test
	void aStoreThatKnowsTheNewerCallIsListedByIt() {
		assertThat(keys("", null)).containsExactly(BACKUPS);
		assertThat(this.store.requests()).hasSizeGreaterThan(2).containsOnly("LIST");
	}

	@ParameterizedTest
	@CsvSource({ "501, NotImplemented", "400, NotImplemented", "501, MethodNotSupported" })
	void aStoreThatRefusesTheNewerCallIsListedByTheOlderFromThenOn(int status, String code) {
		this.store.answer("LIST", refusal(status, code));

		assertThat(keys("", null)).containsExactly(BACKUPS);
		assertThat(keys("", null)).containsExactly(BACKUPS);
		assertThat(this.bucket.find("d.zip")).isPresent();
		this.bucket.ping();

		assertThat(Collections.frequency(this.store.requests(), "LIST")).isOne();
	}

	/** As s3rver does where it would have to make a token. */
	@Test
	void aStoreThatFailsInTheNewerCallIsListedByTheOlderUntilThatPasses() {
		this.store.answer("LIST", refusal(500, "InternalError"));
		assertThat(keys("", null)).containsExactly(BACKUPS);
		assertThat(keys("", null)).containsExactly(BACKUPS);
		this.store.answer("LIST", this.store::behave);
		this.store.requests().clear();

		assertThat(keys("", null)).containsExactly(BACKUPS);

		assertThat(this.store.requests()).containsOnly("LIST");
	}

	@Test
	void aStoreThatFailsInBothCallsIsAProblem() {
		this.store.answer("LIST", refusal(500, "InternalError"));
		this.store.answer("OLD-LIST", refusal(500, "InternalError"));

		fails(ProblemType.STORAGE_ERROR);
	}

	@Test
	void aStoreThatTakesTheNewerCallForTheOlderIsListedWhole() {
		this.store.answer("LIST", (exchange) -> this.store.listAsEver(exchange, true));

		assertThat(keys("", null)).containsExactly(BACKUPS);
		assertThat(this.store.requests()).contains("OLD-LIST");
	}

	@Test
	void aStoreThatNamesNoMarkerIsListedWhole() {
		this.store.answer("LIST", refusal(501, "NotImplemented"));
		this.store.answer("OLD-LIST", (exchange) -> this.store.listAsEver(exchange, false));

		assertThat(keys("", null)).containsExactly(BACKUPS);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aListingBeginsWhereItIsAskedTo(boolean older) {
		if (older) {
			this.store.answer("LIST", refusal(501, "NotImplemented"));
		}

		assertThat(keys("", "b.zip")).containsExactly("c.zip", "d.zip", "e.zip", "f.zip");
		assertThat(keys("", "b")).startsWith("b.zip");
		assertThat(keys("c", null)).containsExactly("c.zip");
		assertThat(keys("x", null)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aKeyThatXmlCannotCarryIsListedLikeAnyOther(boolean older) {
		List<String> odd = List.of("a+b c.zip", "b\bname.zip", "c.zip", "d\u0001/1.zip", "e\u5907.zip", "f.zip");
		this.store.list(odd.size(), (i) -> new ListedObject(odd.get(i), i, Instant.EPOCH, "", null));
		if (older) {
			this.store.answer("LIST", refusal(501, "NotImplemented"));
		}

		for (int time = 0; time < 2; time++) {
			assertThat(keys("", null)).containsExactly("a+b c.zip", "b\bname.zip", "c.zip", "e\u5907.zip", "f.zip");
		}
		assertThat(this.bucket.find("c.zip")).isPresent();
	}

	@Test
	void whatCannotBeReadEitherWayStaysAProblem() {
		this.store.answer("LIST", (exchange) -> StandInStore.sendXml(exchange, 200, "<html><body>Console</html>"));

		fails(ProblemType.STORAGE_ERROR);
		fails(ProblemType.STORAGE_ERROR);
	}

	@Test
	void anotherRefusalStaysWhatItIs() {
		this.store.answer("LIST", refusal(403, "AccessDenied"));

		fails(ProblemType.STORAGE_ACCESS_DENIED);
		assertThat(this.store.requests()).containsOnly("LIST");
	}

	@Test
	void aStoreThatListsInNoWayIsAskedAgainNextTime() {
		this.store.answer("LIST", refusal(501, "NotImplemented"));
		this.store.answer("OLD-LIST", refusal(403, "AccessDenied"));

		fails(ProblemType.STORAGE_ACCESS_DENIED);
		fails(ProblemType.STORAGE_ACCESS_DENIED);

		assertThat(this.store.requests()).containsExactly("LIST", "OLD-LIST", "LIST", "OLD-LIST");
	}

	@ParameterizedTest
	@CsvSource({ "400, InvalidArgument", "403, SignatureDoesNotMatch", "404, NoSuchKey" })
	void aStoreWhoseNewerCallBreaksOnTheSecondPageIsListedByTheOlder(int status, String code) {
		this.store.answer("LIST", (exchange) -> {
			if (exchange.getRequestURI().getQuery().contains("continuation-token")) {
				refusal(status, code).handle(exchange);
			}
			else {
				this.store.behave(exchange);
			}
		});

		assertThat(keys("", null)).containsExactly(BACKUPS);
		assertThat(keys("", null)).containsExactly(BACKUPS);
		assertThat(Collections.frequency(this.store.requests(), "LIST")).isEqualTo(2);
	}

	@Test
	void aStoreWhoseNewerCallBeginsAgainIsListedByTheOlder() {
		this.store.answer("LIST",
				(exchange) -> StandInStore.sendXml(exchange, 200,
						"<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>" + System.nanoTime()
								+ "</NextContinuationToken><Contents><Key>a.zip</Key><Size>0</Size>"
								+ "<LastModified>2025-01-01T00:00:00Z</LastModified></Contents></ListBucketResult>"));

		assertThat(keys("", null)).containsExactly(BACKUPS);
	}

	@Test
	void aListingThatDoesNotGoOnIsAProblemAndEnds() {
		String empty = "<ListBucketResult><IsTruncated>true</IsTruncated>"
				+ "<NextContinuationToken>x</NextContinuationToken></ListBucketResult>";
		this.store.answer("LIST", (exchange) -> StandInStore.sendXml(exchange, 200, empty));
		this.store.answer("OLD-LIST", (exchange) -> StandInStore.sendXml(exchange, 200, empty));
		fails(ProblemType.STORAGE_ERROR);

		String page = "<ListBucketResult><IsTruncated>true</IsTruncated><Contents><Key>a.zip</Key><Size>1</Size>"
				+ "<LastModified>2025-01-01T00:00:00Z</LastModified></Contents></ListBucketResult>";
		this.store.answer("LIST", (exchange) -> StandInStore.sendXml(exchange, 200, page));
		this.store.answer("OLD-LIST", (exchange) -> StandInStore.sendXml(exchange, 200, page));
		fails(ProblemType.STORAGE_ERROR);
	}

	private void fails(ProblemType type) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> keys("", null))
			.extracting(ProblemException::type)
			.isEqualTo(type);
	}

	private List<String> keys(String prefix, @Nullable String after) {
		List<String> keys = new ArrayList<>();
		this.bucket.list(prefix, after, (object) -> keys.add(object.key()));
		return keys;
	}

	private static HttpHandler refusal(int status, String code) {
		return (exchange) -> StandInStore.sendXml(exchange, status, "<Error><Code>" + code + "</Code></Error>");
	}

}
