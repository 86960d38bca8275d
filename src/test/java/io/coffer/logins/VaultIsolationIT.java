package io.coffer.logins;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.PlainS3;
import io.coffer.testing.RunningCoffer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Nobody learns anything of another vault. Each request names what is another vault's,
 * and is sent once more with names that nobody has: the answers must be the same.
 */
class VaultIsolationIT extends AbstractTenantsIT {

	private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 2000);

	private static final int VAULTS = (ROUNDS > 10_000) ? 50 : 6;

	/** Each is two requests. */
	private static final int COMPARISONS = Math.min(50_000, ROUNDS / 2);

	private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());

	private final Random random = new Random(SEED);

	private final List<Tenant> tenants = new ArrayList<>();

	private List<String> routes = List.of();

	@BeforeEach
	void someVaultsAndEveryRoute() {
		for (int i = 0; i < VAULTS; i++) {
			this.tenants.add(tenant(i));
		}
		this.routes = admin().get("/v3/api-docs")
			.json()
			.get("paths")
			.properties()
			.stream()
			.flatMap((path) -> path.getValue()
				.propertyNames()
				.stream()
				.map((method) -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
			.filter((route) -> !route.contains("/actuator") && !route.contains("/config"))
			.toList();
		assertThat(this.routes).hasSizeGreaterThan(15);
	}

	@Test
	void whatIsAnothersIsAnsweredAsWhatIsNotThere() {
		Map<String, List<String>> before = contents();
		for (int round = 0; round < COMPARISONS; round++) {
			Tenant thief = any(this.tenants);
			Tenant victim = any(this.tenants);
			if (!thief.equals(victim)) {
				compare(thief, victim, "round %d of seed %d".formatted(round, SEED));
			}
		}
		Map<String, List<String>> after = contents();
		this.tenants.forEach((tenant) -> {
			assertThat(after.get(tenant.mark())).containsAll(before.get(tenant.mark()));
			assertThat(tenant.caller().get("/backups").hasStatus(200).json().get("total").asInt())
				.isGreaterThanOrEqualTo(tenant.keys().size());
			tenant.caller()
				.get("/uploads/s3/multipart/" + tenant.upload() + "?key=" + Coffer.encode(tenant.uploadKey()))
				.hasStatus(200);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "default", "vaults", ".coffer", "..", "team", "TEAM", "a/b", "%2e%2e", "备份备份", "notes.zip",
			"", "team-%00", "a", "-ab", "ab-" })
	void whoIsInOneVaultCanNameNoOther(String name) {
		Tenant tenant = this.tenants.get(0);
		String query = "?vault=" + (name.startsWith("%") ? name : Coffer.encode(name));

		for (Coffer caller : tenant.callers()) {
			caller.get("/backups" + query).isProblem(404, "vault-not-found");
			caller.upload(Archives.EMPTY_ZIP, query).isProblem(404, "vault-not-found");
		}
		assertThat(tenant.caller().get("/backups?vault=" + tenant.vault()).hasStatus(200).json().get("total").asInt())
			.isEqualTo(tenant.keys().size());
	}

	private void compare(Tenant thief, Tenant victim, String round) {
		String nobody = Tenant.newMark();
		Coffer caller = any(thief.callers());
		String route = any(this.routes);
		Map<String, String> headers = headers(victim);
		String target = target(route, victim);
		String body = body(route, victim);

		Answer first = send(caller, route, target, headers, body, UnaryOperator.identity());
		cleanUp(thief, route, target, first);
		UnaryOperator<String> changed = (text) -> text.replace(victim.upload(), "a" + victim.upload())
			.replace(victim.mark(), nobody);
		Answer second = send(caller, route, target, headers, body, changed);
		cleanUp(thief, route, changed.apply(target), second);
		String theirs = normal(first, victim.mark());
		String nobodys = normal(second, nobody);

		assertThat(theirs).as("%s: %s %s %s", round, route, target, headers).isEqualTo(nobodys);
		this.tenants.stream()
			.filter((tenant) -> !tenant.equals(thief) && !tenant.equals(victim))
			.forEach((tenant) -> assertThat(theirs).as("%s: %s", round, target).doesNotContain(tenant.mark()));
	}

	/** What the thief has made would be in its own lists. */
	private void cleanUp(Tenant thief, String route, String target, Answer answer) {
		if (answer.status() == 201 && route.endsWith("/token")) {
			admin().delete(path(target) + "?vault=" + thief.vault()).hasStatus(204);
		}
		else if (answer.status() == 200 && route.equals("POST /uploads/s3/multipart")) {
			admin()
				.delete("/uploads/s3/multipart/" + answer.json().get("uploadId").asString() + "?key="
						+ Coffer.encode(answer.key()))
				.hasStatus(200);
		}
		else if (answer.status() == 201 && !route.endsWith("/tickets")) {
			admin().delete("/backups/" + Coffer.encode(answer.key()) + "?vault=" + thief.vault()).hasStatus(204);
		}
	}

	private Answer send(Coffer caller, String route, String target, Map<String, String> headers, String body,
			UnaryOperator<String> change) {
		List<String> all = new ArrayList<>();
		headers.forEach((name, value) -> {
			all.add(name);
			all.add(change.apply(value));
		});
		if (body.startsWith("{")) {
			all.add("Content-Type");
			all.add("application/json");
		}
		byte[] bytes = body.equals("archive") ? Archives.EMPTY_ZIP
				: change.apply(body).getBytes(StandardCharsets.UTF_8);
		return caller.send(route.substring(0, route.indexOf(' ')), change.apply(target),
				BodyPublishers.ofByteArray(bytes), all.toArray(String[]::new));
	}

	private String target(String route, Tenant victim) {
		String key = any(List.of(any(victim.keys()), victim.mark() + ".zip", "../" + victim.vault() + "/a.zip",
				"vaults/" + victim.vault() + "/" + any(victim.keys())));
		String path = route.substring(route.indexOf(' ') + 1)
			.replace("{key}", Coffer.encode(key))
			.replace("{name}", "laptop-" + victim.mark())
			.replace("{vault}", victim.vault())
			.replace("{uploadId}", victim.upload())
			.replace("{number}", "1");
		List<String> query = new ArrayList<>();
		if (path.startsWith("/uploads/")) {
			query.add("key=" + Coffer.encode(any(List.of(victim.uploadKey(), victim.keys().get(0)))));
			query.add("partNumbers=1,2");
		}
		maybe(query, "vault=" + any(List.of(victim.vault(), victim.vault() + "&vault=" + victim.vault(),
				"vaults%2F" + victim.vault(), victim.mark())));
		maybe(query, "q=" + victim.mark());
		maybe(query, "device=laptop-" + victim.mark());
		maybe(query, "exceptDevice=laptop-" + victim.mark());
		maybe(query, "application=app-" + victim.mark());
		maybe(query, "skipIfUnchanged=true");
		maybe(query, "onNewer=reject");
		return query.isEmpty() ? path : path + "?" + String.join("&", query);
	}

	private Map<String, String> headers(Tenant victim) {
		Map<String, String> headers = new LinkedHashMap<>();
		if (this.random.nextInt(3) == 0) {
			headers.put("Coffer-Based-On", any(victim.keys()));
		}
		if (this.random.nextInt(3) == 0) {
			headers.put("Idempotency-Key", "key-" + victim.mark());
		}
		if (this.random.nextInt(3) == 0) {
			headers.put("If-None-Match", victim.etag());
		}
		if (this.random.nextInt(3) == 0) {
			headers.put("Range", "bytes=0-9");
		}
		return headers;
	}

	private String body(String route, Tenant victim) {
		return switch (route) {
			case "POST /backups", "PUT /backups/{key}" -> "archive";
			case "POST /backups/delete" -> "{\"keys\": [\"" + any(victim.keys()) + "\"]}";
			case "POST /uploads/s3/multipart" ->
				"{\"filename\": \"a.zip\", \"metadata\": {\"application\": \"app-%1$s\", \"basedOn\": \"%2$s\"}}"
					.formatted(victim.mark(), any(victim.keys()));
			case "POST /uploads/tickets" -> "{\"device\": \"laptop-" + victim.mark() + "\"}";
			case "POST /uploads/s3/multipart/{uploadId}/complete" ->
				"{\"parts\": [{\"PartNumber\": 1, \"ETag\": \"x\"}]}";
			case "PUT /retention", "POST /retention/preview" -> "{\"keepLast\": 3}";
			default -> "";
		};
	}

	private void maybe(List<String> query, String parameter) {
		if (this.random.nextInt(4) == 0) {
			query.add(parameter);
		}
	}

	/** What an answer says, without what no two answers have in common. */
	private static String normal(Answer answer, String mark) {
		StringBuilder headers = new StringBuilder();
		answer.response()
			.headers()
			.map()
			.forEach((name, values) -> headers
				.append(name.matches("(?i)date|connection|content-length|x-request-id|etag|location") ? ""
						: name + "=" + values + "\n"));
		return (answer.status() + "\n" + headers + answer.text()).replace(mark, "MARK")
			.replaceAll("/multipart/[^/\"]+", "/multipart/ID")
			.replaceAll("\"requestId\":\"[^\"]*\"", "")
			.replaceAll("\"token\":\"[^\"]*\"", "")
			.replaceAll(
					"\"(createdAt|lastModified|etag|expiresAt|url|sha256|uploadId|companionUrl|accessKeyId|secretAccessKey)\":\"(\\\\.|[^\"\\\\])*\"",
					"")
			.replaceAll("\\.\\d{14}\\.", ".TIME.")
			.replaceAll("\\.[0-9a-f]{12}\\.zip", ".TAG.zip");
	}

	private Map<String, List<String>> contents() {
		Map<String, List<String>> contents = new LinkedHashMap<>();
		PlainS3 bucket = store();
		this.tenants.forEach((tenant) -> {
			List<String> keys = new ArrayList<>(bucket.keys("vaults/" + tenant.vault() + "/"));
			keys.addAll(bucket.keys(".coffer/tokens/" + tenant.vault() + "/"));
			contents.put(tenant.mark(), keys);
		});
		return contents;
	}

	private <T> T any(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	private static String path(String target) {
		return target.replaceFirst("\\?.*", "");
	}

}
