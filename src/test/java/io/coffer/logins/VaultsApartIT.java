package io.coffer.logins;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.testing.Answer;
import io.coffer.testing.Archives;
import io.coffer.testing.Coffer;
import org.junit.jupiter.api.Test;

/**
 * What has the same name in two vaults, or belongs to one, has nothing to do with the
 * other.
 */
class VaultsApartIT extends AbstractTenantsIT {

	@Test
	void theCursorOfAnotherVaultIsNone() {
		Tenant one = tenant(0);
		Tenant other = tenant(1);

		one.caller().get("/backups?limit=1&cursor=" + one.cursor()).hasStatus(200);
		other.caller().get("/backups?limit=1&cursor=" + one.cursor()).isProblem(400, "invalid-cursor");
		admin().get("/backups?limit=1&cursor=" + one.cursor()).isProblem(400, "invalid-cursor");
	}

	@Test
	void theSameNamesInTwoVaultsAreTwoBackupsOfTwoDevices() {
		Tenant one = tenant(0);
		Tenant other = tenant(1);
		String token = token("/devices/same/token?vault=" + one.vault());
		String otherToken = token("/devices/same/token?vault=" + other.vault());
		byte[] archive = Archives.zip(2000);
		byte[] another = Archives.zip(2001);

		Answer first = new Coffer(this.port, token).upload(archive, "?application=notes", "Idempotency-Key", "same")
			.hasStatus(201);
		Answer second = new Coffer(this.port, otherToken)
			.upload(another, "?application=notes", "Idempotency-Key", "same")
			.hasStatus(201);
		new Coffer(this.port, token).uploadAs("same.zip", archive).hasStatus(201);
		new Coffer(this.port, otherToken).uploadAs("same.zip", another).hasStatus(201);

		assertThat(new Coffer(this.port, token).get("/backups/same.zip/content").body()).isEqualTo(archive);
		assertThat(new Coffer(this.port, otherToken).get("/backups/same.zip/content").body()).isEqualTo(another);
		assertThat(store().get("vaults/" + one.vault() + "/" + first.key())).isEqualTo(archive);
		assertThat(store().get("vaults/" + other.vault() + "/" + second.key())).isEqualTo(another);
		assertThat(admin().get("/backups?q=same").json().get("total").asInt()).isZero();

		admin().delete("/devices/same/token?vault=" + one.vault()).hasStatus(204);
		new Coffer(this.port, token).get("/backups").isProblem(401, "unauthenticated");
		new Coffer(this.port, otherToken).get("/backups").hasStatus(200);
	}

	@Test
	void thePolicyOfAVaultIsItsOwn() {
		Tenant one = tenant(0);
		Tenant other = tenant(1);

		admin().sendJson("PUT", "/retention?vault=" + one.vault(), "{\"keepLast\": 7}").hasStatus(200);

		assertThat(admin().get("/retention?vault=" + one.vault()).json().get("keepLast").asInt()).isEqualTo(7);
		assertThat(admin().get("/retention?vault=" + other.vault()).json().get("source").asString()).isEqualTo("none");
		assertThat(admin().get("/retention").json().has("keepLast")).isFalse();
	}

}
