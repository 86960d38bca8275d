package io.coffer.tokens;

import io.coffer.callers.DeviceName;
import io.coffer.callers.Role;
import io.coffer.callers.Vault;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tokens over HTTP: a vault's operator makes those of its devices, the admin all.
 */
@RestController
class TokenController implements TokenApi {

	private final TokenService tokens;

	TokenController(TokenService tokens) {
		this.tokens = tokens;
	}

	@Override
	public ResponseEntity<NewToken> issueDeviceToken(String name, @Nullable Duration expiresIn,
			HttpServletRequest request, Vault vault) {
		return issue(vault, Role.DEVICE, name, expiresIn, request);
	}

	@Override
	public void revokeDeviceToken(String name, Vault vault) {
		this.tokens.revoke(vault, Role.DEVICE, DeviceName.of(name));
	}

	@Override
	public List<Operator> operators(Vault vault) {
		return this.tokens.operators(vault);
	}

	@Override
	public ResponseEntity<NewToken> issueOperatorToken(String name, @Nullable Duration expiresIn,
			HttpServletRequest request, Vault vault) {
		return issue(vault, Role.OPERATOR, name, expiresIn, request);
	}

	@Override
	public void revokeOperatorToken(String name, Vault vault) {
		this.tokens.revoke(vault, Role.OPERATOR, DeviceName.of(name));
	}

	private ResponseEntity<NewToken> issue(Vault vault, Role role, String name, @Nullable Duration expiresIn,
			HttpServletRequest request) {
		NewToken token = this.tokens.issue(vault, role, DeviceName.of(name), expiresIn, request.getServerName());
		return ResponseEntity.status(HttpStatus.CREATED).cacheControl(CacheControl.noStore()).body(token);
	}

}
