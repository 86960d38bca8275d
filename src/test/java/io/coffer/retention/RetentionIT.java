package io.coffer.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.RunningCoffer;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Retention over HTTP and after uploads, without any grace. */
@TestPropertySource(properties = "coffer.retention.grace=PT0S")
class RetentionIT extends RunningCoffer {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss")
		.withZone(ZoneOffset.UTC);

	private final String device = "device-" + UUID.randomUUID();

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private MeterRegistry metrics;

	@BeforeEach
	void everythingStays() {
		policy("{}");
	}

	@Test
	void aPolicyIsKeptAndShown() {
		JsonNode saved = policy("{\"keepLast\": 3, \"keepWithin\": \"P14D\", \"maxTotalSize\": 1000000}");

		assertThat(saved.toString()).isEqualTo("{\"keepLast\":3,\"keepWithin\":\"P14D\",\"maxTotalSize\":1000000,"
				+ "\"source\":\"saved\",\"grace\":\"PT0S\"}");
		assertThat(admin().get("/retention").hasStatus(200).json()).isEqualTo(saved);
		assertThat(policy(saved.toString())).isEqualTo(saved);
	}

	@Test
	void aPreviewSaysWhatWouldGoAndDeletesNothing() {
		List<String> keys = uploads("notes", 3);

		JsonNode answer = preview("{\"keepLast\": 1}");
		JsonNode group = group(answer, "notes");
		assertThat(group.get("keep").toString())
			.isEqualTo("[{\"key\":\"%s\",\"reasons\":[\"last\"]}]".formatted(keys.get(2)));
		assertThat(group.get("remove").findValuesAsString("key")).containsExactly(keys.get(0), keys.get(1));
		assertThat(group.get("freedBytes").asLong()).isEqualTo(44);
		assertThat(answer.get("totals").get("removed").asLong()).isPositive();

		assertThat(group(preview("{\"maxTotalSize\": 1}"), "notes").get("keep").toString()).contains("last-of-group");
		JsonNode stored = admin().post("/retention/preview").hasStatus(200).json();
		assertThat(group(stored, "notes").get("keep").findValuesAsString("key")).hasSize(3);
		assertThat(group(stored, "notes").get("keep").get(0).get("reasons").toString()).isEqualTo("[\"no-rule\"]");
		assertThat(keys()).containsExactlyElementsOf(keys);
	}

	@Test
	void anApplyRemovesFromEveryGroupWhatNeedNotStay() {
		List<String> notes = uploads("notes", 3);
		List<String> photos = uploads("photos", 2);
		String unknown = this.device + ".zip";
		admin().uploadAs(unknown, Archives.EMPTY_ZIP).hasStatus(201);
		double before = removed();
		admin().post("/retention/apply").hasStatus(200);
		assertThat(keys()).hasSize(6);

		policy("{\"keepLast\": 1}");
		JsonNode report = admin().post("/retention/apply").hasStatus(200).json();

		JsonNode group = group(report, "notes");
		assertThat(group.get("deleted").toString()).isEqualTo("[\"%s\",\"%s\"]".formatted(notes.get(0), notes.get(1)));
		assertThat(group.get("failed")).isEmpty();
		assertThat(group.get("freedBytes").asLong()).isEqualTo(44);
		assertThat(keys()).containsExactlyInAnyOrder(notes.get(2), photos.get(1), unknown);
		assertThat(removed() - before).isEqualTo(report.get("totals").get("removed").asDouble());
		assertThat(admin().post("/retention/apply").json().get("totals").get("removed").asLong()).isZero();
		JsonNode nobodys = admin().post("/retention/preview").json().get("groups");
		assertThat(nobodys.get(nobodys.size() - 1).has("device")).isFalse();
		assertThat(nobodys.get(nobodys.size() - 1).toString()).contains(unknown).contains("unknown-name");
	}

	@Test
	void aNameThatContradictsTheStoreGoesOnlyByForce() {
		String forged = "notes.20200101000000." + this.device + ".a.zip";
		admin().uploadAs(forged, Archives.EMPTY_ZIP).hasStatus(201);
		List<String> keys = uploads("notes", 2);
		String policy = "{\"keepYearly\": 1}";

		assertThat(group(preview(policy), "notes").get("keep").toString()).contains(forged, "times-disagree");
		policy(policy);
		admin().post("/retention/apply").hasStatus(200);
		assertThat(keys()).contains(forged);
		admin().post("/retention/apply?force=true").hasStatus(200);
		assertThat(keys()).hasSize(1).containsAnyOf(forged, keys.get(1));
	}

	@Test
	void afterAnUploadItsGroupAloneIsLookedAfter() {
		List<String> photos = uploads("photos", 2);
		policy("{\"keepLast\": 2}");
		List<String> notes = uploads("notes", 5);
		policy("{\"keepLast\": 1}");
		String newest = upload("notes", 9);

		await().untilAsserted(() -> assertThat(keys()).containsExactlyInAnyOrder(photos.get(0), photos.get(1), newest));
		assertThat(notes).hasSize(5);
	}

	@Test
	void aDeviceNeitherSeesNorSetsIt() {
		Coffer coffer = device(this.device);
		coffer.get("/retention").isProblem(403, "forbidden");
		coffer.sendJson("PUT", "/retention", "{}").isProblem(403, "forbidden");
		coffer.post("/retention/preview").isProblem(403, "forbidden");
		coffer.post("/retention/apply").isProblem(403, "forbidden");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"keepLast":0}               | keepLast
			{"keepHourly":-1}            | keepHourly
			{"keepDaily":10001}          | keepDaily
			{"keepWeekly":99999999999}   | keepWeekly
			{"keepMonthly":"many"}       | keepMonthly
			{"keepLast":1,"keepDaily":""} | keepDaily
			{"keepLast":"3"}             | keepLast
			{"keepYearly":[1]}           | keepYearly
			{"keepYearly":1.5}           | keepYearly
			{"keepWithin":"7d"}          | keepWithin
			{"keepLast":1,"keepWithin":""} | keepWithin
			{"keepWithin":"P0D"}         | keepWithin
			{"keepWithin":"-P7D"}        | keepWithin
			{"keepWithin":"P1M-3D"}      | keepWithin
			{"keepWithin":"P101Y"}       | keepWithin
			{"keepWithin":"P2147483647Y"} | keepWithin
			{"keepWithin":"PT9999999999999999S"} | keepWithin
			{"keepWithin":7}             | keepWithin
			{"maxTotalSize":0}           | maxTotalSize
			{"maxTotalSize":-5}          | maxTotalSize
			{"keepDayly":3}              | keepDayly
			""")
	void badInputIsRefusedWithItsField(String policy, String field) {
		uploads("notes", 2);
		for (Answer answer : List.of(admin().sendJson("PUT", "/retention", policy),
				admin().sendJson("POST", "/retention/preview", policy))) {
			answer.isProblem(400, "validation-failed");
			assertThat(answer.json().get("errors").findValuesAsString("field")).containsExactly(field);
		}
		assertThat(admin().get("/retention").json().propertyNames()).containsExactly("source", "grace");
		assertThat(keys()).hasSize(2);
	}

	@Test
	void anApplyTakesNoPolicyOfItsOwn() {
		uploads("notes", 2);
		policy("{\"keepLast\": 1}");

		assertThat(admin().sendJson("POST", "/retention/apply", "{\"keepLast\": 5}")
			.isProblem(400, "invalid-request")
			.json()
			.get("hint")
			.asString()).contains("PUT /retention");
		assertThat(keys()).hasSize(2);

		admin().sendJson("POST", "/retention/apply", "{}").hasStatus(200);
		assertThat(keys()).hasSize(1);
	}

	@Test
	void aPolicyNeedsABody() {
		admin().send("PUT", "/retention", BodyPublishers.noBody()).isProblem(400, "invalid-request");
		admin().sendJson("PUT", "/retention", "[").isProblem(400, "invalid-request");
	}

	private JsonNode policy(String policy) {
		return admin().sendJson("PUT", "/retention", policy).hasStatus(200).json();
	}

	private JsonNode preview(String policy) {
		return admin().sendJson("POST", "/retention/preview", policy).hasStatus(200).json();
	}

	private double removed() {
		return this.metrics.get("coffer.retention.removed").tag("outcome", "removed").counter().count();
	}

	/** Uploads so many, each with a greater key, the oldest first. */
	private List<String> uploads(String application, int count) {
		List<String> keys = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			keys.add(upload(application, i));
		}
		return keys;
	}

	private String upload(String application, int number) {
		String key = "%s.%s.%s.%d.zip".formatted(application, TIME.format(Instant.now()), this.device, number);
		return admin().uploadAs(key, Archives.EMPTY_ZIP).hasStatus(201).key();
	}

	private List<String> keys() {
		return store().keys("").stream().filter((key) -> key.contains(this.device)).toList();
	}

	private JsonNode group(JsonNode answer, String application) {
		return answer.get("groups")
			.valueStream()
			.filter((group) -> this.device.equals(group.path("device").asString(""))
					&& application.equals(group.path("application").asString("")))
			.findFirst()
			.orElseThrow();
	}

}
