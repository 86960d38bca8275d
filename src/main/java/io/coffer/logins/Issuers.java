package io.coffer.logins;

import io.coffer.callers.Role;
import io.coffer.logins.LoginProperties.IssuerProperties;
import io.coffer.problems.StartRefusedException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/** Reads the settings of issuers, and refuses those that let in the wrong ones. */
final class Issuers {

	/** What a digest leaves of the 63 characters of a vault's name. */
	private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");

	/** These say something of a token, and nothing of whose it is. */
	private static final Set<String> NOT_OF_A_USER = Set.of("iss", "aud", "exp", "nbf", "iat", "jti");

	private final String property;

	private final IssuerProperties settings;

	private Issuers(int index, IssuerProperties settings) {
		this.property = "coffer.security.jwt.issuers[" + index + "].";
		this.settings = settings;
	}

	/**
	 * The issuers of the configuration.
	 * @throws StartRefusedException naming the property, and what to do
	 */
	static List<Issuer> of(LoginProperties properties) {
		List<Issuer> issuers = new ArrayList<>();
		for (IssuerProperties settings : properties.issuers()) {
			Issuers next = new Issuers(issuers.size(), settings);
			Issuer issuer = next.issuer();
			issuers.forEach((other) -> next.refuseConfusion(issuer, other));
			issuers.add(issuer);
		}
		return List.copyOf(issuers);
	}

	private Issuer issuer() {
		String name = url("issuer", required("issuer", this.settings.issuer(), "the claim iss of its tokens"))
			.toString();
		return new Issuer(name, optional(this.settings.jwkSetUri()).map((text) -> url("jwk-set-uri", text)),
				algorithms(),
				required("audience", this.settings.audience(), "the claim aud of tokens that are meant for Coffer: "
						+ "without it, a token that the issuer made for any other service would open vaults here"),
				claim("vault-claim", this.settings.vaultClaim()), prefix(),
				optional(this.settings.deviceClaim()).map((text) -> claim("device-claim", text)), role(),
				this.settings.vaultClaimVerbatim());
	}

	private void refuseConfusion(Issuer issuer, Issuer other) {
		if (issuer.name().equals(other.name())) {
			throw refused("issuer",
					"is '" + issuer.name() + "', which another entry has already. Give each issuer one " + "entry.");
		}
		if (issuer.vaultPrefix().startsWith(other.vaultPrefix())
				|| other.vaultPrefix().startsWith(issuer.vaultPrefix())) {
			throw refused("vault-prefix",
					"is '" + issuer.vaultPrefix() + "', and another issuer has '" + other.vaultPrefix()
							+ "': where one begins with the other, users of one could be given vaults of the other. "
							+ "Choose two that differ, such as 'a-' and 'b-'.");
		}
	}

	private Set<SignatureAlgorithm> algorithms() {
		Set<SignatureAlgorithm> algorithms = new LinkedHashSet<>();
		for (String name : this.settings.algorithms()) {
			SignatureAlgorithm algorithm = SignatureAlgorithm.from(name.strip());
			if (algorithm == null) {
				throw refused("algorithms", "has '" + name + "'. Only signatures by a private key are taken: "
						+ Stream.of(SignatureAlgorithm.values())
							.map(SignatureAlgorithm::getName)
							.collect(Collectors.joining(", "))
						+ ". With HS256 and its like, whoever can check a token can make one: let the issuer sign with "
						+ "an asymmetric key.");
			}
			algorithms.add(algorithm);
		}
		if (algorithms.isEmpty()) {
			throw refused("algorithms",
					"is empty. Leave it out for RS256 and ES256, or name what the issuer signs with.");
		}
		return algorithms;
	}

	private String prefix() {
		String prefix = required("vault-prefix", this.settings.vaultPrefix(),
				"what the names of its users' vaults begin with, such as 'app-'");
		if (!PREFIX.matcher(prefix).matches()) {
			throw refused("vault-prefix",
					"cannot begin a vault's name. Use 1 to 31 of a-z, 0-9 and hyphens, a hyphen " + "not first.");
		}
		return prefix;
	}

	private Role role() {
		return switch (this.settings.role().strip().toLowerCase(Locale.ROOT)) {
			case "", "device" -> Role.DEVICE;
			case "operator" -> Role.OPERATOR;
			default -> throw refused("role",
					"must be 'device' or 'operator'. A login is never an admin's: use the admin " + "token for that.");
		};
	}

	private String claim(String name, String value) {
		String claim = required(name, value, "the name of a claim, such as 'sub'");
		if (NOT_OF_A_USER.contains(claim)) {
			throw refused(name, "is '" + claim
					+ "', which does not tell one user from another. Name a claim that does, " + "such as 'sub'.");
		}
		return claim;
	}

	private URI url(String name, String value) {
		return TrustedUrl.parse(value).orElseThrow(() -> refused(name, "must be " + TrustedUrl.RULE + "."));
	}

	private String required(String name, @Nullable String value, String what) {
		return optional(value).orElseThrow(() -> refused(name, "is missing. Set it to " + what + "."));
	}

	private static Optional<String> optional(@Nullable String value) {
		return Optional.ofNullable(value).filter((text) -> !text.isBlank());
	}

	private StartRefusedException refused(String name, String why) {
		return new StartRefusedException(this.property + name + " " + why);
	}

}
