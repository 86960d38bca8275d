package io.coffer.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.limits.ShareKey;
import io.coffer.limits.Work;
import io.coffer.problems.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class IssuedTokensTests {

	private static final DeviceName LAPTOP = DeviceName.of("laptop-2");

	private static final DeviceName DESKTOP = DeviceName.of("电脑");

	private final Path file;

	private final ApplicationContextRunner coffer;

	IssuedTokensTests(@TempDir Path data) {
		this.file = data.resolve("tokens.json");
		this.coffer = new ApplicationContextRunner().withPropertyValues("coffer.data-dir=" + data)
			.withUserConfiguration(ConfiguredTokensTests.Room.class);
	}

	@Test
	void aTokenOpensForItsDeviceAtOnce() {
		this.coffer.run((context) -> {
			Token token = context.getBean(IssuedTokens.class).issue(LAPTOP);
			assertThat(context.getBean(Tokens.class).callerOf(token)).hasValue(new Caller("laptop-2", Role.DEVICE));
			assertThat(context.getBean(Tokens.class).callerOf(Token.random())).isEmpty();
		});
	}

	@Test
	void aTokenIsAsOldAsCoffersClockSays() {
		this.coffer.run((context) -> {
			IssuedTokens issued = context.getBean(IssuedTokens.class);
			issued.issue(LAPTOP);
			assertThat(issued.devices()).containsEntry(LAPTOP, ConfiguredTokensTests.Room.NOW);
		});
	}

	@Test
	void aNewTokenEndsTheEarlierOneOfThatDeviceOnly() {
		this.coffer.run((context) -> {
			IssuedTokens issued = context.getBean(IssuedTokens.class);
			Token earlier = issued.issue(LAPTOP);
			Token other = issued.issue(DESKTOP);
			Token newer = issued.issue(LAPTOP);
			Tokens tokens = context.getBean(Tokens.class);
			assertThat(tokens.callerOf(earlier)).isEmpty();
			assertThat(tokens.callerOf(newer)).isPresent();
			assertThat(tokens.callerOf(other)).isPresent();
		});
	}

	@Test
	void aRevokedTokenEndsAtOnce() {
		this.coffer.run((context) -> {
			IssuedTokens issued = context.getBean(IssuedTokens.class);
			Token token = issued.issue(LAPTOP);
			assertThat(issued.revoke(LAPTOP)).isTrue();
			assertThat(context.getBean(Tokens.class).callerOf(token)).isEmpty();
			assertThat(issued.revoke(LAPTOP)).isFalse();
		});
	}

	@Test
	void whatIsUnderWayEndsWithItsTokenOnly() {
		this.coffer.run((context) -> {
			IssuedTokens issued = context.getBean(IssuedTokens.class);
			OpenWork open = context.getBean(OpenWork.class);
			Token replaced = issued.issue(LAPTOP);
			Token other = issued.issue(DESKTOP);
			try (Work first = work(); Work second = work(); Work third = work()) {
				open.add(replaced.hash(), first);
				open.add(other.hash(), third);
				open.add(issued.issue(LAPTOP).hash(), second);
				assertThatExceptionOfType(ProblemException.class).isThrownBy(first::requireGoingOn);
				second.requireGoingOn();
				issued.revoke(LAPTOP);
				assertThatExceptionOfType(ProblemException.class).isThrownBy(second::requireGoingOn);
				third.requireGoingOn();
			}
		});
	}

	@Test
	void tokensAndRevocationsOutliveARestart() {
		List<Token> made = new ArrayList<>();
		this.coffer.run((context) -> {
			IssuedTokens issued = context.getBean(IssuedTokens.class);
			made.add(issued.issue(LAPTOP));
			made.add(issued.issue(DESKTOP));
			issued.revoke(LAPTOP);
		});
		this.coffer.run((context) -> {
			Tokens tokens = context.getBean(Tokens.class);
			assertThat(tokens.callerOf(made.get(0))).isEmpty();
			assertThat(tokens.callerOf(made.get(1))).hasValue(new Caller("电脑", Role.DEVICE));
		});
	}

	@Test
	void onlyTheHashIsOnDiskAndOnlyTheOwnerMayReadIt() {
		this.coffer.run((context) -> {
			Token token = context.getBean(IssuedTokens.class).issue(LAPTOP);
			assertThat(this.file).content(StandardCharsets.UTF_8)
				.contains("laptop-2", token.hash().hex(), "createdAt")
				.doesNotContain(token.value());
			assertThat(Files.getPosixFilePermissions(this.file))
				.isEqualTo(PosixFilePermissions.fromString("rw-------"));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "{}", "not json", "{\"tokens\":[{\"name\":\"a\"}]}",
			"{\"tokens\":[{\"name\":\"a\",\"sha256\":\"00\",\"createdAt\":\"2026-01-01T00:00:00Z\"}]}" })
	void aDamagedFileStopsTheStart(String content) throws IOException {
		Files.writeString(this.file, content);
		this.coffer.run((context) -> assertThat(context.getStartupFailure()).isNotNull()
			.hasStackTraceContaining("The device tokens in " + this.file + " cannot be read"));
	}

	@Test
	void aNameThatTheConfigurationTakesOverEndsTheTokenMadeOverHttp() {
		List<Token> made = new ArrayList<>();
		this.coffer.run((context) -> made.add(context.getBean(IssuedTokens.class).issue(LAPTOP)));
		Token configured = Token.random();
		this.coffer
			.withPropertyValues("coffer.security.tokens[0].name=laptop-2", "coffer.security.tokens[0].role=device",
					"coffer.security.tokens[0].sha256=" + configured.hash().hex())
			.run((context) -> {
				Tokens tokens = context.getBean(Tokens.class);
				assertThat(tokens.callerOf(made.get(0))).isEmpty();
				assertThat(tokens.callerOf(configured)).isPresent();
				assertThat(this.file).content(StandardCharsets.UTF_8).doesNotContain("laptop-2");
			});
	}

	private static Work work() {
		return Work.begin(new ShareKey("DEVICE", "laptop-2"), () -> {
		});
	}

}
