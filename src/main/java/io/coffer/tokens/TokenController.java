package io.coffer.tokens;

import io.coffer.security.DeviceName;
import io.coffer.security.Role;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Tokens over HTTP: for the admin alone. */
@RestController
class TokenController implements TokenApi {

	private final TokenService tokens;

	TokenController(TokenService tokens) {
		this.tokens = tokens;
	}

	@Override
	public ResponseEntity<NewToken> issueDeviceToken(String name, @Nullable Duration expiresIn) {
		return issue(Role.DEVICE, name, expiresIn);
	}

	@Override
	public void revokeDeviceToken(String name) {
		this.tokens.revoke(Role.DEVICE, DeviceName.of(name));
	}

	@Override
	public List<Operator> operators() {
		return this.tokens.operators();
	}

	@Override
	public ResponseEntity<NewToken> issueOperatorToken(String name, @Nullable Duration expiresIn) {
		return issue(Role.OPERATOR, name, expiresIn);
	}

	@Override
	public void revokeOperatorToken(String name) {
		this.tokens.revoke(Role.OPERATOR, DeviceName.of(name));
	}

	private ResponseEntity<NewToken> issue(Role role, String name, @Nullable Duration expiresIn) {
		NewToken token = this.tokens.issue(role, DeviceName.of(name), expiresIn);
		return ResponseEntity.status(HttpStatus.CREATED).cacheControl(CacheControl.noStore()).body(token);
	}

}
