package io.coffer.security;

import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who makes a request: the principal of every request that carries a valid token.
 * Controllers take it as {@code @AuthenticationPrincipal Caller caller}.
 *
 * @param name the token's name, which for a device is the device's name
 * @param role what the token may do
 */
public record Caller(String name, Role role) implements AuthenticatedPrincipal {

	/** Whether the caller may act under one device's name only, its own. */
	public boolean isDevice() {
		return this.role == Role.DEVICE;
	}

	@Override
	public String getName() {
		return this.name;
	}

}
