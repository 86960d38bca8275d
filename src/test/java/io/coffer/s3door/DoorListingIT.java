package io.coffer.s3door;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.storage.ListedObject;
import io.coffer.testing.StandInStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists of a vault with 2 500 backups, among which lies what is none. */
class DoorListingIT extends AbstractDoorIT {

	private static final int COUNT = 2500;

	private static final List<String> KEYS = IntStream.range(0, COUNT).mapToObj(DoorListingIT::name).toList();

	@SuppressWarnings("NullAway.Init")
	private StandInStore standIn;

	@SuppressWarnings("NullAway.Init")
	private S3Client client;

	@BeforeEach
	void aStoreWithManyBackups() {
		this.standIn = new StandInStore();
		connectTo(this.standIn);
		this.pair = pair("/devices/" + this.device + "/token");
		this.client = client(this.pair).build();
		this.standIn.list(2 * COUNT, (i) -> new ListedObject((i % 2 == 0) ? name(i / 2) : name(i / 2) + "/other", 10,
				Instant.parse("2025-01-01T00:00:00Z"), "\"tag\"", null));
	}

	@AfterEach
	void theOtherStoreIsInUseAgain() {
		admin().delete("/config?state=adopt").hasStatus(204);
		this.standIn.close();
	}

	private static String name(int number) {
		return String.format(Locale.ROOT, "app-%d.%05d.zip", number / 1000, number);
	}

	@Test
	void everyBackupIsListedOnceAndNothingElse() {
		assertThat(this.client.listObjectsV2Paginator((list) -> list.bucket(BUCKET))
			.contents()
			.stream()
			.map(S3Object::key)).containsExactlyElementsOf(KEYS);
	}

	@Test
	void theOlderCallListsTheSame() {
		List<String> keys = new ArrayList<>();
		String marker = "";
		for (boolean more = true; more;) {
			String from = marker;
			ListObjectsResponse page = this.client.listObjects((list) -> list.bucket(BUCKET).marker(from).maxKeys(700));
			page.contents().forEach((object) -> keys.add(object.key()));
			more = page.isTruncated();
			marker = keys.get(keys.size() - 1);
		}

		assertThat(keys).containsExactlyElementsOf(KEYS);
	}

	@Test
	void aPageHasAThousandAtMostAndAsFewAsAreAsked() {
		ListObjectsV2Response page = this.client.listObjectsV2((list) -> list.bucket(BUCKET).maxKeys(5000));
		assertThat(page.contents()).hasSize(1000);
		assertThat(page.isTruncated()).isTrue();
		assertThat(this.client.listObjectsV2((list) -> list.bucket(BUCKET).maxKeys(1)).contents()).hasSize(1);
		assertThat(this.client.listObjectsV2((list) -> list.bucket(BUCKET).maxKeys(0)).isTruncated()).isFalse();
	}

	@Test
	void aListBeginsBehindAKeyAndKeepsToAPrefix() {
		assertThat(this.client.listObjectsV2((list) -> list.bucket(BUCKET).prefix("app-2").startAfter(name(2497)))
			.contents()).extracting(S3Object::key).containsExactly(name(2498), name(2499));
		assertThat(this.client.listObjectsV2((list) -> list.bucket(BUCKET).startAfter("app-2.02499")).contents())
			.extracting(S3Object::key)
			.containsExactly(name(2499));
	}

	@Test
	void whatGoesOnAlikeIsOneEntryAlsoPastAPage() {
		ListObjectsV2Response first = this.client
			.listObjectsV2((list) -> list.bucket(BUCKET).delimiter(".").maxKeys(2));
		ListObjectsV2Response second = this.client.listObjectsV2((list) -> list.bucket(BUCKET)
			.delimiter(".")
			.maxKeys(2)
			.continuationToken(first.nextContinuationToken()));

		assertThat(first.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("app-0.", "app-1.");
		assertThat(second.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("app-2.");
		assertThat(second.isTruncated()).isFalse();
		assertThat(this.client.listObjectsV2((list) -> list.bucket(BUCKET).delimiter("/").maxKeys(3)).commonPrefixes())
			.isEmpty();
	}

}
