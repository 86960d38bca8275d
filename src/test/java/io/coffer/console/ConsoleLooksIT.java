package io.coffer.console;

import io.coffer.testing.Archives;
import io.coffer.testing.BrowserTest;
import io.coffer.testing.Coffer;
import org.junit.jupiter.api.Test;

/** Every view, as it looks in both themes, wide and on a telephone. */
@BrowserTest
class ConsoleLooksIT extends AbstractConsoleIT {

	@Test
	void everyViewCanBeReadByEverybody() {
		open().go("#/sign-in").looks("sign-in");
		ConsolePage page = openAsAdmin().go("#/").sees("Nothing is backed up yet.").looks("home-empty");
		page.go("#/backups").sees("Nothing is backed up yet.").looks("backups-empty");
		page.go("#/devices").sees("There are no devices yet.").looks("devices-empty");
		String key = fill();
		page.go("#/").sees("has yet to back up").looks("home");

		page.go("#/backups").sees("photos · desktop");
		page.find("table.backups input").nth(1).check();
		page.sees("1 selected").looks("backups");
		page.button("Delete").click();
		page.sees("Delete this backup?").looks("delete");
		page.go("#/backups/" + key).sees("SHA-256");
		page.button("Verify").click();
		page.sees("The backup is good").looks("backup");
		page.go("#/backups/none.zip").sees("There is no such backup.").looks("problem");
	}

	@Test
	void everyFormCanBeUsedByEverybody() {
		ConsolePage page = openAsAdmin().go("#/upload");
		page.choose("notes.zip", Archives.zip(40_000)).sees("Backed up");
		page.choose("notes.exe", Archives.EMPTY_ZIP).sees("This kind of file is not taken.").looks("upload");

		page.go("#/devices");
		page.button("Add a device").click();
		page.find("#new-name").fill("phone");
		page.looks("add-device");
		page.button("Make the token").click();
		page.sees("shown this once").looks("new-device");
		page.button("I have copied it").click();
		page.sees("made").looks("devices");

		page.go("#/settings").sees("Without a rule everything stays");
		page.find("#preset").selectOption("aws");
		page.find("#endpoint").fill("https://my-backups.s3.eu-central-1.amazonaws.com");
		page.find("#keepLast").fill("1");
		page.find("[data-vault='" + vault() + "'] summary").click();
		page.sees("Nothing would go").sees("Quota in GB").sees("https://my-backups.s3.eu-central-1.amazonaws.com/");
		page.looks("settings");
		page.find("details.menu summary").click();
		page.sees("Appearance").looks("menu");
	}

	/** Some devices with backups, as a store has them; one has none yet. */
	private String fill() {
		for (String device : new String[] { "desktop", "laptop", "work-mac" }) {
			admin().post("/devices/" + device + "/token?vault=" + vault()).hasStatus(201);
			admin().upload(Archives.zip(40_000), "?vault=" + vault() + "&application=notes&device=" + device)
				.hasStatus(201);
		}
		admin().post("/devices/phone/token?vault=" + vault()).hasStatus(201);
		return Coffer.encode(admin()
			.upload(Archives.zip(2_500_000),
					"?vault=" + vault() + "&application=photos&device=desktop&filename=photos.zip")
			.hasStatus(201)
			.key());
	}

}
