package io.coffer.logins;

import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import io.coffer.testing.RunningCoffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A Coffer of many users: with tokens of Coffer's own, and of three issuers, two of which
 * have users of the same names.
 */
abstract class AbstractTenantsIT extends RunningCoffer {

	private static final long FOR_EVER = 4_000_000_000L;

	private static final HostileIssuer ONE = new HostileIssuer();

	private static final HostileIssuer TWO = new HostileIssuer();

	private static final HostileIssuer TEAMS = new HostileIssuer();

	private final String run = Tenant.newMark();

	@DynamicPropertySource
	static void issuers(DynamicPropertyRegistry properties) {
		LoginIT.add(properties, 0, ONE.issuer(), "one-", Map.of("jwk-set-uri", ONE.keysUrl()));
		LoginIT.add(properties, 1, TWO.issuer(), "two-", Map.of("jwk-set-uri", TWO.keysUrl()));
		LoginIT.add(properties, 2, TEAMS.issuer(), "team-",
				Map.of("jwk-set-uri", TEAMS.keysUrl(), "vault-claim", "team", "vault-claim-verbatim", "true"));
	}

	@AfterAll
	static void theIssuersEnd() {
		List.of(ONE, TWO, TEAMS).forEach(HostileIssuer::close);
	}

	/** With tokens and a login, or with a login of the one or the other issuer alone. */
	protected Tenant tenant(int number) {
		String mark = Tenant.newMark();
		String subject = "user-" + this.run + "-" + number / 3;
		return switch (number % 3) {
			case 0 -> {
				String vault = "team-" + mark;
				yield tenant(mark, vault,
						List.of(new Coffer(this.port, token("/devices/laptop-" + mark + "/token?vault=" + vault)),
								new Coffer(this.port, token("/operators/operator-" + mark + "/token?vault=" + vault)),
								new Coffer(this.port, TEAMS.token(Map.of("team", mark, "exp", FOR_EVER)))));
			}
			case 1 -> tenant(mark, vault("one-", ONE.issuer(), subject),
					List.of(new Coffer(this.port, ONE.token(Map.of("sub", subject, "exp", FOR_EVER)))));
			default -> tenant(mark, vault("two-", TWO.issuer(), subject),
					List.of(new Coffer(this.port, TWO.token(Map.of("sub", subject, "exp", FOR_EVER)))));
		};
	}

	private Tenant tenant(String mark, String vault, List<Coffer> callers) {
		Coffer caller = callers.get(0);
		List<String> keys = new ArrayList<>();
		Answer stored = caller.upload(Archives.zip(1000), "?application=app-" + mark + "&device=laptop-" + mark,
				"Idempotency-Key", "key-" + mark);
		keys.add(stored.hasStatus(201).key());
		keys.add(caller.uploadAs("chosen-" + mark + ".zip", Archives.zip(500)).hasStatus(201).key());
		Answer upload = caller
			.sendJson("POST", "/uploads/s3/multipart",
					"{\"filename\": \"a.zip\", \"metadata\": {\"application\": \"app-" + mark
							+ "\", \"device\": \"laptop-" + mark + "\"}}")
			.hasStatus(200);
		String cursor = caller.get("/backups?limit=1").hasStatus(200).json().path("nextCursor").asString("");
		return new Tenant(mark, vault, callers, keys, upload.json().get("uploadId").asString(), upload.key(),
				stored.header("ETag").orElseThrow(), cursor);
	}

	private static String vault(String prefix, String issuer, String subject) {
		String claims = "[\"" + issuer + "\",\"" + subject + "\"]";
		return prefix + Archives.sha256(claims.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
	}

	protected final String token(String path) {
		return admin().post(path).hasStatus(201).json().get("token").asString();
	}

}
