package io.coffer.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coffer.callers.Caller;
import io.coffer.callers.DeviceName;
import io.coffer.callers.Role;
import io.coffer.callers.Vault;
import io.coffer.limits.ShareKey;
import io.coffer.limits.Work;
import io.coffer.problems.ProblemException;
import io.coffer.security.IssuedTokens.NewToken;
import io.coffer.testing.PlainS3;
import io.coffer.testing.RunningCoffer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.beans.factory.annotation.Autowired;

class IssuedTokensIT extends RunningCoffer {

	private final DeviceName laptop = DeviceName.of("laptop-" + UUID.randomUUID());

	private final DeviceName desktop = DeviceName.of("电脑-" + UUID.randomUUID());

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private IssuedTokens issued;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private Tokens tokens;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private OpenWork open;

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private MeterRegistry meters;

	@ParameterizedTest
	@EnumSource(value = Role.class, mode = Mode.EXCLUDE, names = "ADMIN")
	void aTokenOpensForItsNameAndRoleAtOnce(Role role) {
		Token token = issue(role, this.laptop);

		assertThat(this.tokens.find(token).map(Credential::caller))
			.hasValue(new Caller(this.laptop.value(), role, Vault.DEFAULT));
		assertThat(this.tokens.find(Token.random())).isEmpty();
	}

	@Test
	void aNewTokenEndsTheEarlierOneOfThatNameOnly() {
		Token earlier = issue(Role.DEVICE, this.laptop);
		Token other = issue(Role.DEVICE, this.desktop);
		Token operator = issue(Role.OPERATOR, this.laptop);
		Token newer = issue(Role.DEVICE, this.laptop);

		assertThat(this.tokens.find(earlier)).isEmpty();
		assertThat(this.tokens.find(newer)).isPresent();
		assertThat(this.tokens.find(other)).isPresent();
		assertThat(this.tokens.find(operator)).isPresent();
	}

	@Test
	void aRevokedTokenEndsAtOnce() {
		Token token = issue(Role.DEVICE, this.laptop);

		assertThat(this.issued.revoke(Vault.DEFAULT, Role.DEVICE, this.laptop)).isTrue();

		assertThat(this.tokens.find(token)).isEmpty();
		assertThat(this.issued.revoke(Vault.DEFAULT, Role.DEVICE, this.laptop)).isFalse();
		assertThat(this.tokens.find(issue(Role.DEVICE, this.laptop))).isPresent();
	}

	@Test
	void aTokenOfTheSecondInWhichTheOneBeforeItEndedOpens() {
		for (int round = 0; round < 5; round++) {
			Token token = issue(Role.DEVICE, this.laptop);
			assertThat(this.tokens.find(token)).isPresent();
			assertThat(this.issued.revoke(Vault.DEFAULT, Role.DEVICE, this.laptop)).isTrue();
			assertThat(this.tokens.find(token)).isEmpty();
		}
	}

	@Test
	void whatIsUnderWayEndsWithItsTokenOnly() {
		Credential replaced = this.tokens.find(issue(Role.DEVICE, this.laptop)).orElseThrow();
		Credential other = this.tokens.find(issue(Role.DEVICE, this.desktop)).orElseThrow();
		try (Work first = work(); Work second = work(); Work third = work()) {
			this.open.add(replaced, first);
			this.open.add(other, third);
			this.open.add(this.tokens.find(issue(Role.DEVICE, this.laptop)).orElseThrow(), second);
			assertThatExceptionOfType(ProblemException.class).isThrownBy(first::requireGoingOn);
			second.requireGoingOn();
			this.issued.revoke(Vault.DEFAULT, Role.DEVICE, this.laptop);
			assertThatExceptionOfType(ProblemException.class).isThrownBy(second::requireGoingOn);
			third.requireGoingOn();
		}
	}

	@Test
	void theTokensInForceAreThoseThatNeitherEndedNorExpired() {
		issue(Role.DEVICE, this.laptop);
		this.issued.issue(Vault.DEFAULT, Role.DEVICE, this.desktop, Duration.ofHours(1));
		DeviceName over = DeviceName.of("over-" + UUID.randomUUID());
		this.issued.issue(Vault.DEFAULT, Role.DEVICE, over, Duration.ofMinutes(-1));
		DeviceName revoked = DeviceName.of("revoked-" + UUID.randomUUID());
		issue(Role.DEVICE, revoked);
		this.issued.revoke(Vault.DEFAULT, Role.DEVICE, revoked);

		assertThat(this.issued.inForce(Vault.DEFAULT, Role.DEVICE)).extracting(IssuedToken::name)
			.contains(this.laptop.value(), this.desktop.value())
			.doesNotContain(over.value(), revoked.value());
		assertThat(this.issued.inForce(Vault.DEFAULT, Role.OPERATOR)).extracting(IssuedToken::name)
			.doesNotContain(this.laptop.value());
	}

	@Test
	void whatTheListingShowsToBeUnchangedIsNotReadAgain() {
		for (int i = 0; i < 5; i++) {
			issue(Role.OPERATOR, DeviceName.of("listed-" + i + "-" + UUID.randomUUID()));
		}
		this.issued.inForce(Vault.DEFAULT, Role.OPERATOR);
		long reads = reads();

		assertThat(this.issued.inForce(Vault.DEFAULT, Role.OPERATOR)).hasSizeGreaterThanOrEqualTo(5);

		assertThat(reads()).isEqualTo(reads);
	}

	@Test
	void anExpiredTokenOpensNothingButWhatItHasOpenedGoesOn() {
		Token token = token(this.issued.issue(Vault.DEFAULT, Role.DEVICE, this.laptop, Duration.ofMinutes(-1)));
		IssuedToken over = this.issued.issue(Vault.DEFAULT, Role.DEVICE, this.desktop, Duration.ofMinutes(-1)).token();

		assertThat(this.tokens.find(token)).isEmpty();
		assertThat(over.isInForce(Instant.now())).isFalse();
		assertThat(this.tokens.isNotRevoked(over)).isTrue();
	}

	@Test
	void theBucketNamesTheTokenAndCannotMakeOne() {
		Token token = issue(Role.DEVICE, this.laptop);
		PlainS3 bucket = store();
		String key = ".coffer/" + IssuedToken.keyOf(Vault.DEFAULT, Role.DEVICE, this.laptop).path();

		assertThat(key).matches("\\.coffer/tokens/default/[0-9a-f]{32}\\.json");
		assertThat(new String(bucket.get(key), StandardCharsets.UTF_8)).doesNotContain(token.value())
			.doesNotContain(token.value().substring(token.value().lastIndexOf('.')));
	}

	private long reads() {
		return this.meters.get("coffer.s3.requests")
			.tag("operation", "GetObject")
			.timers()
			.stream()
			.mapToLong(Timer::count)
			.sum();
	}

	private Token issue(Role role, DeviceName name) {
		return token(this.issued.issue(Vault.DEFAULT, role, name, null));
	}

	private static Token token(NewToken made) {
		return Token.parse(made.secret()).orElseThrow();
	}

	private static Work work() {
		return Work.begin(new ShareKey("default", "DEVICE", "laptop-2"), () -> {
		});
	}

}
