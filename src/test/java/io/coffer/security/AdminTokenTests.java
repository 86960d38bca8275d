package io.coffer.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.coffer.data.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AdminTokenTests {

	private final Path file;

	private final ApplicationContextRunner coffer;

	AdminTokenTests(@TempDir Path data) {
		this.file = data.resolve("admin-token");
		this.coffer = new ApplicationContextRunner().withPropertyValues("coffer.data-dir=" + data)
			.withUserConfiguration(DataDirectory.class, AdminToken.class);
	}

	@Test
	void theFirstStartMakesATokenThatOnlyTheOwnerMayRead() {
		this.coffer.run((context) -> {
			assertThat(this.file).content().matches("[A-Za-z0-9_-]{43}\n");
			assertThat(Files.getPosixFilePermissions(this.file))
				.isEqualTo(PosixFilePermissions.fromString("rw-------"));
			assertThat(context.getBean(AdminToken.class).file()).hasValue(this.file);
		});
	}

	@Test
	void laterStartsKeepTheToken() throws IOException {
		this.coffer.run((context) -> assertThat(context).hasNotFailed());
		String made = Files.readString(this.file);
		this.coffer.run((context) -> assertThat(opens(context.getBean(AdminToken.class), made.strip())).isTrue());
		assertThat(this.file).content().isEqualTo(made);
	}

	@Test
	void aConfiguredTokenIsUsedAndNotWritten() {
		String token = "configured-admin-token";
		this.coffer.withPropertyValues("coffer.admin-token=" + token + "\n").run((context) -> {
			assertThat(opens(context.getBean(AdminToken.class), token)).isTrue();
			assertThat(context.getBean(AdminToken.class).file()).isEmpty();
			assertThat(this.file).doesNotExist();
		});
	}

	@Test
	void anEmptyVariableIsNoVariable() {
		this.coffer.withPropertyValues("coffer.admin-token=").run((context) -> assertThat(this.file).exists());
	}

	@ParameterizedTest
	@ValueSource(strings = { "twenty-one-characters", "hunter2", "a long sentence is no token", "längerlängerlängerl" })
	void aWeakOrUnusableTokenStopsTheStartAndIsNotShown(String token) {
		this.coffer.withPropertyValues("coffer.admin-token=" + token)
			.run((context) -> assertThat(context.getStartupFailure()).isNotNull()
				.rootCause()
				.hasMessageContaining("COFFER_ADMIN_TOKEN")
				.hasMessageContaining("22 characters")
				.hasMessageNotContaining(token));
	}

	@Test
	void aDamagedFileStopsTheStart() throws IOException {
		Files.writeString(this.file, "\n");
		this.coffer.run((context) -> assertThat(context.getStartupFailure()).isNotNull()
			.rootCause()
			.hasMessageContaining(this.file.toString())
			.hasMessageContaining("delete the file"));
	}

	private static boolean opens(AdminToken admin, String token) {
		return admin.known().hash().matches(Token.parse(token).orElseThrow().hash());
	}

}
